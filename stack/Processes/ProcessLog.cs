using System.Text.RegularExpressions;
using Stack.Terminal;

namespace Stack.Processes;

/// <summary>Takes a process' lines: all go to its file, what matters goes to the terminal too.</summary>
internal sealed partial class ProcessLog(string name, string folder, bool verbose)
{
    private const int Remembered = 20;
    private const int Shown = 240;

    private readonly string path = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{name}.log");
    private readonly Queue<string> last = new();
    private StreamWriter? file;
    private bool matters;

    public void Write(string line)
    {
        lock (last)
        {
            file ??= new StreamWriter(path) { AutoFlush = true };
            file.WriteLine(line);

            last.Enqueue(Shortened(line));
            if (last.Count > Remembered)
            {
                last.Dequeue();
            }

            // A line without a level (a stack trace, a wrapped message) belongs to the one before it.
            matters = Important().IsMatch(line) || (matters && !Harmless().IsMatch(line));
        }

        if (verbose || matters)
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

    // An exception on one line is longer than any screen.
    private static string Shortened(string line) => line.Length > Shown ? $"{line[..Shown]}…" : line;

    // .NET's console logger, RabbitMQ, mongod. The latter two warn of things that are of no concern here.
    [GeneratedRegex(@"^(\S+ )?(warn|fail|crit): |^Unhandled exception|\[(error|critical)\]|""s"":""[EF]""")]
    private static partial Regex Important();

    [GeneratedRegex(@"^(\S+ )?(trce|dbug|info): |\[(debug|info|notice|warning)\]|""s"":""[DIW]")]
    private static partial Regex Harmless();
}
