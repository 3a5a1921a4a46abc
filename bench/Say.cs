using System.Globalization;

namespace Bench;

/// <summary>Tells whoever waits what is being done.</summary>
internal static class Say
{
    public static void Line(string text) =>
        Console.WriteLine($"{DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {text}");
}
