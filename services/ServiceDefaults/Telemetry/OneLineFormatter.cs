using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ServiceDefaults;

/// <summary>
/// One line a message, whatever is in it. What a caller sent may turn up in a message or an exception: with its line
/// breaks it would forge lines, with its escape sequences it would command the terminal of whoever reads.
/// </summary>
public sealed class OneLineFormatter() : ConsoleFormatter(Named)
{
    public const string Named = "one-line";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var time = DateTime.Now.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var text = logEntry.Exception is { } exception ? $"{message} {exception}" : message;

        textWriter.WriteLine(
            $"{time} {Short(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {InOneLine(text)}");
    }

    private static string Short(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private static string InOneLine(string text) =>
        text.Any(IsCommand) ? string.Concat(text.Select(c => IsCommand(c) ? ' ' : c)) : text;

    // The last two are line breaks of Unicode's own.
    private static bool IsCommand(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
