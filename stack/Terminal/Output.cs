using Spectre.Console;

namespace Stack.Terminal;

/// <summary>Writes lines, each behind the coloured name of who says it.</summary>
internal static class Output
{
    private static readonly string[] Colours = ["aqua", "green", "yellow", "fuchsia", "blue", "teal", "olive"];
    private static readonly Dictionary<string, string> ColourOf = [];
    private static readonly Lock Gate = new();

    static Output()
    {
        // A file or a CI log has no width; the 80 columns that are assumed otherwise break every path.
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = 120;
        }
    }

    public static void Line(string name, string text) => Write(name, text, "");

    public static void Problem(string name, string text) => Write(name, text, "[red]✗[/] ");

    /// <summary>Something that wraps and draws itself, like a table.</summary>
    public static void Draw(Table table) => Try(() => AnsiConsole.Write(table));

    private static void Write(string name, string text, string mark) => Try(() =>
    {
        if (!ColourOf.TryGetValue(name, out var colour))
        {
            ColourOf[name] = colour = Colours[ColourOf.Count % Colours.Length];
        }

        // The text itself bypasses Spectre, which would wrap it at the terminal's width.
        AnsiConsole.Markup($"[{colour}]{name.EscapeMarkup(),-14}[/] {mark}");
        Console.WriteLine(text);
    });

    private static void Try(Action write)
    {
        try
        {
            lock (Gate)
            {
                write();
            }
        }
        catch (IOException)
        {
            // The terminal was closed. The files still have every line, and everything must still be stopped.
        }
    }
}
