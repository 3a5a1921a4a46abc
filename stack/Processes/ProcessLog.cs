using System.Text.RegularExpressions;
using Stack.State;
using Stack.Terminal;

namespace Stack.Processes;

/// <summary>Takes a process' lines: all go to its file, what matters goes to the terminal too.</summary>
internal sealed partial class ProcessLog(string name, string folder, bool verbose)
{
    private const int Remembered = 20;
    private const int Shown = 240;

    private readonly string path = Fresh(Path.Combine(folder, $"{name}.log"));
    private readonly Queue<string> last = new();
    private int missing;
    private Level level;

    private enum Level { Harmless, Warning, Error }

    /// <summary>Keeps the line, and shows it when it is an error, or a warning and warnings are wanted.</summary>
    public void Write(string written, bool warnings)
    {
        var line = WithoutCommands(written);
        lock (last)
        {
            Keep(line);
            last.Enqueue(Shortened(line));
            if (last.Count > Remembered)
            {
                last.Dequeue();
            }

            // A line without a level (a stack trace, a wrapped message) belongs to the one before it.
            level = LevelOf(line) ?? level;
        }

        if (verbose || level >= (warnings ? Level.Warning : Level.Error))
        {
            Output.Line(name, Shortened(line));
        }
    }

    /// <summary>The last lines, and where the others are.</summary>
    public string Tail()
    {
        lock (last)
        {
            return last.Count == 0
                ? "It wrote nothing."
                : $"Its last lines (all are in {path}):\n  {string.Join("\n  ", last)}";
        }
    }

    private static string Fresh(string path)
    {
        OwnerOnly.Folder(Path.GetDirectoryName(path)!);
        File.Delete(path);
        return path;
    }

    // Opened for each line: after the disk was full, or the file is gone, the next one finds its way by itself.
    private void Keep(string line)
    {
        try
        {
            File.AppendAllText(path, line + "\n");
            if (missing > 0)
            {
                Output.Line(name, $"its log is written again; {missing} lines are missing in {path}");
                missing = 0;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (missing++ == 0)
            {
                Output.Problem(name, $"Its log can't be written, so lines go missing; it runs on. {error.Message}");
            }
        }
    }

    // An exception on one line is longer than any screen.
    private static string Shortened(string line) => line.Length > Shown ? $"{line[..Shown]}…" : line;

    // Whoever reads the file or the terminal reads text: an escape sequence could rewrite what stands above it.
    private static string WithoutCommands(string line) =>
        line.Any(char.IsControl)
            ? string.Concat(line.Select(c => char.IsControl(c) && c != '\t' ? '\uFFFD' : c))
            : line;

    private static Level? LevelOf(string line) =>
        Error().IsMatch(line) ? Level.Error
        : Warning().IsMatch(line) ? Level.Warning
        : Harmless().IsMatch(line) ? Level.Harmless
        : null;

    // .NET's console logger, RabbitMQ, mongod. The latter two warn of things that are of no concern here.
    [GeneratedRegex(@"^(\S+ )?(fail|crit): |^Unhandled exception|\[(error|critical)\]|""s"":""[EF]""")]
    private static partial Regex Error();

    [GeneratedRegex(@"^(\S+ )?warn: ")]
    private static partial Regex Warning();

    [GeneratedRegex(@"^(\S+ )?(trce|dbug|info): |\[(debug|info|notice|warning)\]|""s"":""[DIW]")]
    private static partial Regex Harmless();
}
