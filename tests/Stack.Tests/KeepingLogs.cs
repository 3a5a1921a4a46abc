using Stack.Processes;

namespace Stack.Tests;

public sealed class KeepingLogs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_line_that_would_command_the_terminal_is_kept_as_plain_text()
    {
        var log = new ProcessLog("shell", folder.FullPath, verbose: false);
        var command = new Command("printf", [@"one\033[2J\033[31mtwo\007\tthree\n"]);

        await GuardedProcess.Start(command, line => log.Write(line, warnings: true)).Exited;

        Assert.Equal(["one\uFFFD[2J\uFFFD[31mtwo\uFFFD\tthree"], await Lines());
    }

    public void Dispose() => folder.Dispose();

    // The log itself keeps the file open.
    private async Task<string[]> Lines()
    {
        await using var file = new FileStream(
            Path.Combine(folder.FullPath, "shell.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);

        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
