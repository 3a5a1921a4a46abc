using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceDefaults;

namespace Gateway.Tests;

public class Logging
{
    [Theory]
    [InlineData("a slug\n12:00:00.000 crit: Forged[0] all is lost")]
    [InlineData("a slug\r\n12:00:00.000 crit: Forged[0] all is lost")]
    [InlineData("a slug\r12:00:00.000 crit: Forged[0] all is lost")]
    [InlineData("a slug\u008512:00:00.000 crit: Forged[0] all is lost")]
    [InlineData("a slug\u202812:00:00.000 crit: Forged[0] all is lost")]
    [InlineData("\u001b[2J\u001b]0;a terminal's title\u0007")]
    public void What_a_caller_sent_forges_no_line_and_commands_no_terminal(string sent)
    {
        var said = Written("Nothing is called {0}", new InvalidOperationException($"because of {sent}"), sent);

        Assert.Matches(
            @"^\d\d:\d\d:\d\d\.\d{3} warn: Roadmaps\[7\] "
            + @"Nothing is called [^\p{Cc}\u2028]* because of [^\p{Cc}\u2028]*\n$",
            said);
    }

    private static string Written(string message, Exception error, string value)
    {
        using var console = new StringWriter { NewLine = "\n" };
        var text = message.Replace("{0}", value, StringComparison.Ordinal);
        var entry = new LogEntry<string>(LogLevel.Warning, "Roadmaps", 7, text, error, (state, _) => state);

        new OneLineFormatter().Write(entry, scopeProvider: null, console);

        return console.ToString();
    }
}
