#!/bin/sh
# Runs a command in this session, and ends the whole session however the runner ends: the runner holds
# the other end of our stdin, and the kernel closes that even for a runner that was killed with -9.
# The first line written is the command's pid. Orders on stdin: stop (SIGTERM) and kill (all, SIGKILL).
# What it creates is its owner's alone: data, mail, logs.
umask 077
exec 3<&0
sh -c 'echo $$; exec "$@"' sh "$@" 3<&- &
command=$!
(
    while read -r order; do
        case $order in
            stop) kill -s TERM "$command" ;;
            kill) kill -s KILL -- "-$$" ;;
        esac
    done
    kill -s TERM "$command"
    sleep 8
    kill -s KILL -- "-$$"
) <&3 3<&- >/dev/null 2>&1 &
trap : TERM
wait "$command"
code=$?
# What the command left behind (a broker's epmd) and the reader above. The trap spares this shell.
kill -s TERM -- "-$$"
exit "$code"
