using System.Globalization;
using System.Xml.Linq;
using Spectre.Console;
using Stack.Broker;
using Stack.Machine;
using Stack.Terminal;

namespace Stack.Commands;

/// <summary>
/// `dotnet run --project stack -- test --shapes`: one acceptance suite, against each shape of the product.
/// </summary>
internal static class ShapesCommand
{
    // With one module outside: what the other two do together with it goes over the broker.
    private static readonly string[] Shapes = ["monolith", "extracting", "microservices"];

    /// <summary>Runs the suite three times, and returns 0 if none of the runs failed.</summary>
    public static async Task<int> Run(IReadOnlyList<string> arguments, StopSignals signals)
    {
        await RabbitMqPackage.FindOrInstall(Path.Combine(Repository.Root, ".stack", "logs"), signals.Stop);
        var folder = Directory.CreateDirectory(
            Path.Combine(Repository.Root, ".stack", "tests", $"{Environment.ProcessId}")).FullName;
        var table = new Table().RoundedBorder().AddColumns("shape", "passed", "failed", "skipped", "seconds");

        try
        {
            var failed = 0;
            foreach (var shape in Shapes)
            {
                Output.Line("test", $"The acceptance suite, against the shape {shape}.");
                var report = Path.Combine(folder, $"{shape}.xml");
                failed += await Acceptance(shape, report, arguments, signals.Stop) == 0 ? 0 : 1;
                table.AddRow([shape, .. Counts(report)]);
            }

            Output.Draw(table);
            return failed;
        }
        catch (OperationCanceledException)
        {
            return 128 + 2;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<int> Acceptance(
        string shape, string report, IReadOnlyList<string> arguments, CancellationToken stop) =>
        Programs.Run(
            Repository.DotNet,
            [
                "test", "--project", Path.Combine(Repository.Root, "tests", "Acceptance"),
                "--results-directory", Path.GetDirectoryName(report)!,
                "--report-xunit-xml", "--report-xunit-xml-filename", Path.GetFileName(report), .. arguments
            ],
            stop,
            ("ACCEPTANCE_SHAPE", shape));

    // https://xunit.net/docs/format-xml-v2: an assembly element counts its tests.
    private static string[] Counts(string report)
    {
        if (!File.Exists(report))
        {
            return ["none ran", "", "", ""];
        }

        var assembly = XDocument.Load(report).Root!.Element("assembly")!;
        var seconds = double.Parse(assembly.Attribute("time")!.Value, CultureInfo.InvariantCulture);
        string[] names = ["passed", "failed", "skipped"];
        return [.. names.Select(name => assembly.Attribute(name)!.Value), $"{seconds:0}"];
    }
}
