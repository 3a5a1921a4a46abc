using System.Diagnostics;
using System.Globalization;
using Stack.Machine;
using Stack.Processes;
using Stack.Terminal;

namespace Stack.Broker;

/// <summary>Installs RabbitMQ on Debian and Ubuntu, as root or with password-less sudo.</summary>
internal static class RabbitMqPackage
{
    public const string HowToInstall =
        """
        The services exchange events over RabbitMQ, and no rabbitmq-server is installed here. Any of these helps:
          install it           sudo apt-get install rabbitmq-server   (macOS: brew install rabbitmq)
          use a running one    dotnet run --project stack -- --rabbitmq amqp://guest:guest@localhost
          use containers       docker compose up --build
        """;

    // policy-rc.d keeps the package from starting a node for the whole machine; nobody asked for one.
    // What apt-get tells of its progress goes to standard output, all else to standard error.
    private const string Script =
        """
        set -e
        umask 022
        exec 3>&1 1>&2
        export DEBIAN_FRONTEND=noninteractive
        if [ ! -e /usr/sbin/policy-rc.d ]; then
            trap 'rm -f /usr/sbin/policy-rc.d' EXIT
            printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
            chmod 755 /usr/sbin/policy-rc.d
        fi
        apt-get update
        apt-get -o APT::Status-Fd=3 install -y --no-install-recommends rabbitmq-server
        if [ -d /run/systemd/system ]; then systemctl disable rabbitmq-server; fi
        """;

    /// <summary>
    /// The installed server; installs it first where that is possible, and keeps what apt-get says among the logs.
    /// </summary>
    /// <exception cref="StackException">It is missing, and can't be installed from here.</exception>
    public static async Task<RabbitMqServer> FindOrInstall(string logs, CancellationToken cancellation)
    {
        if (RabbitMqServer.Find() is { } installed)
        {
            return installed;
        }

        if (Programs.Find("apt-get") is null || await Root(cancellation) is not { } root)
        {
            throw new StackException(HowToInstall);
        }

        Output.Line("rabbitmq", "No rabbitmq-server is here, so its package and Erlang are installed now.");
        Output.Line("rabbitmq", "Its broker for the whole machine stays off; the stack starts a private one. To undo:");
        Output.Line("rabbitmq", "  apt-get remove --autoremove rabbitmq-server");

        await Install([.. root, "sh", "-c", Script], new ProcessLog("packages", logs, verbose: false), cancellation);
        return RabbitMqServer.Find() ?? throw new StackException(HowToInstall);
    }

    /// <summary>Runs the command that installs, with its progress on one line.</summary>
    /// <exception cref="StackException">It failed, with what it said.</exception>
    public static async Task Install(string[] command, ProcessLog log, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var code = await Programs.Run(
            command[0], command[1..], ShowProgress, line => log.Write(line, warnings: false), cancellation);
        if (code != 0)
        {
            Output.Problem("rabbitmq", "The package could not be installed.");
            throw new StackException($"apt-get exited with code {code}. {log.Tail()}\n{HowToInstall}");
        }

        Output.Line("rabbitmq", $"installed after {clock.Elapsed.TotalSeconds:0} s");
    }

    // pmstatus:rabbitmq-server:83.3333:Configuring rabbitmq-server (amd64)
    // (apt: README.progress-reporting)
    private static void ShowProgress(string status)
    {
        if (status.Split(':', 4) is [_, _, var percent, var what]
            && double.TryParse(percent, CultureInfo.InvariantCulture, out var done))
        {
            Output.Progress("rabbitmq", $"{done,3:0} % {what}");
        }
    }

    private static async Task<string[]?> Root(CancellationToken cancellation)
    {
        if (Environment.IsPrivilegedProcess)
        {
            return [];
        }

        return Programs.Find("sudo") is { } sudo && await Programs.Run(sudo, ["-n", "true"], cancellation) == 0
            ? [sudo, "-n"]
            : null;
    }
}
