using System.Collections.Concurrent;
using Spectre.Console;

namespace Stack.Terminal;

/// <summary>
/// Writes lines, each behind the coloured name of who says it. A terminal that is held up (Ctrl-S, a pager) holds up
/// nobody: what it has no room for is in the files.
/// </summary>
internal static class Output
{
    // To the beginning of the line, and erase it.
    private const string Restart = "\r\e[K";

    private static readonly string[] Colours = ["aqua", "green", "yellow", "fuchsia", "blue", "teal", "olive"];
    private static readonly Dictionary<string, string> ColourOf = [];
    private static readonly BlockingCollection<Action> Waiting = new(boundedCapacity: 1000);
    private static bool inProgress;

    static Output()
    {
        // A file or a CI log has no width; the 80 columns that are assumed otherwise break every path.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 120;
        }

        new Thread(WriteAll) { IsBackground = true }.Start();
    }

    /// <summary>A line of news of a process or a command, by its name.</summary>
    public static void Line(string name, string text) => Write(name, text, "");

    /// <summary>A line that its successor takes the place of; for a terminal alone, which can.</summary>
    public static void Progress(string name, string text)
    {
        if (!Console.IsOutputRedirected)
        {
            Write(name, text, "", isProgress: true);
        }
    }

    /// <summary>A line of what went wrong, marked.</summary>
    public static void Problem(string name, string text) => Write(name, text, "[red]✗[/] ");

    /// <summary>Something that wraps and draws itself, like a table.</summary>
    public static void Draw(Table table) => Waiting.TryAdd(() => AnsiConsole.Write(table));

    /// <summary>Waits until all is written, unless the terminal is held up.</summary>
    public static void Flush()
    {
        var written = new TaskCompletionSource();
        Waiting.TryAdd(written.SetResult);
        written.Task.Wait(TimeSpan.FromSeconds(1));
    }

    private static void Write(string name, string text, string mark, bool isProgress = false) => Waiting.TryAdd(() =>
    {
        if (inProgress)
        {
            Console.Write(Restart);
        }

        inProgress = isProgress;
        if (!ColourOf.TryGetValue(name, out var colour))
        {
            ColourOf[name] = colour = Colours[ColourOf.Count % Colours.Length];
        }

        // The text itself bypasses Spectre, which would wrap it at the terminal's width.
        AnsiConsole.Markup($"[{colour}]{name.EscapeMarkup(),-14}[/] {mark}");
        Console.Write(isProgress ? Fitting(text) : text + "\n");
    });

    private static string Fitting(string text) =>
        text[..Math.Min(text.Length, Math.Max(0, AnsiConsole.Profile.Width - 20))];

    private static void WriteAll()
    {
        foreach (var write in Waiting.GetConsumingEnumerable())
        {
            try
            {
                write();
            }
            catch (IOException)
            {
                // The terminal was closed. The files still have every line, and everything must still be stopped.
            }
        }
    }
}
