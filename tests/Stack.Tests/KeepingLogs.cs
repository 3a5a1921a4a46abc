using Stack.Processes;

namespace Stack.Tests;

public sealed class KeepingLogs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string LogFile => Path.Combine(folder.FullPath, "shell.log");

    [Fact]
    public async Task A_line_that_would_command_the_terminal_is_kept_as_plain_text()
    {
        var log = new ProcessLog("shell", folder.FullPath, verbose: false);
        var command = new Command("printf", [@"one\033[2J\033[31mtwo\007\tthree\n"]);

        await GuardedProcess.Start(command, line => log.Write(line, warnings: true)).Exited;

        Assert.Equal(["one\uFFFD[2J\uFFFD[31mtwo\uFFFD\tthree"], await Lines());
    }

    [Fact]
    public async Task A_full_disk_stops_nobody_and_lines_are_kept_again_once_it_has_room()
    {
        var log = new ProcessLog("shell", folder.FullPath, verbose: false);
        File.CreateSymbolicLink(LogFile, "/dev/full");
        // More than a pipe holds: a process with no reader would wait for ever.
        var process = GuardedProcess.Start(new Command("seq", ["20000"]), line => log.Write(line, warnings: true));

        Assert.Equal(0, await process.Exited.WaitAsync(TimeSpan.FromMinutes(1)));
        await Eventually.Is(() => Task.FromResult(log.Tail().EndsWith("20000", StringComparison.Ordinal)));

        File.Delete(LogFile);
        log.Write("there is room", warnings: true);
        Assert.Equal(["there is room"], await Lines());
    }

    [Fact]
    public async Task A_reader_that_fails_reads_on()
    {
        var process = GuardedProcess.Start(new Command("seq", ["20000"]), line => throw new IOException(line));

        Assert.Equal(0, await process.Exited.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    public void Dispose() => folder.Dispose();

    private Task<string[]> Lines() => File.ReadAllLinesAsync(LogFile);
}
