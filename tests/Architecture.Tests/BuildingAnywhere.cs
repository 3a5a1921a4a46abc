using System.Diagnostics;

namespace Architecture.Tests;

/// <summary>The build depends on this repository, and on nothing that the machine has around it.</summary>
public sealed class BuildingAnywhere : IDisposable
{
    private static readonly string Contracts =
        Path.Combine(References.Root.FullName, "services", "Contracts", "Contracts.csproj");

    private readonly DirectoryInfo above = Directory.CreateTempSubdirectory("above-");

    [Fact]
    public async Task A_package_source_in_a_folder_above_is_not_asked()
    {
        File.WriteAllText(Path.Combine(above.FullName, "nuget.config"), """
            <configuration>
              <packageSources><add key="company" value="https://127.0.0.1:1/index.json" /></packageSources>
              <disabledPackageSources><add key="nuget.org" value="true" /></disabledPackageSources>
            </configuration>
            """);
        var clone = above.CreateSubdirectory("clone");
        File.Copy(Path.Combine(References.Root.FullName, "nuget.config"), Path.Combine(clone.FullName, "nuget.config"));

        var sources = await DotNet(clone.FullName, [], "nuget", "list", "source", "--format", "short");

        Assert.StartsWith("E ", Assert.Single(Lines(sources)), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", sources, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Version", "1.0.0")]
    [InlineData("PackageVersion", "1.0.0")]
    [InlineData("Platform", "AnyCPU")]
    [InlineData("OutDir", "artifacts/bin/Contracts/debug/")]
    public async Task A_variable_of_the_shell_is_no_property(string property, string expected)
    {
        var value = await DotNet(
            References.Root.FullName, [(property.ToUpperInvariant(), "elsewhere")],
            "msbuild", Contracts, $"-getProperty:{property}", "-p:Configuration=Debug");

        Assert.EndsWith(expected, value.Trim(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", true)]
    [InlineData("true", false)]
    public async Task What_an_audit_finds_is_an_error_only_where_somebody_asks_for_that(string strict, bool tolerated)
    {
        var warnings = await DotNet(
            References.Root.FullName, [], "msbuild", Contracts, "-getProperty:WarningsNotAsErrors",
            $"-p:StrictAudit={strict}");

        string[] codes = ["NU1900", "NU1901", "NU1902", "NU1903", "NU1904", "NU1905"];
        Assert.All(codes, code => Assert.Equal(tolerated, warnings.Contains(code, StringComparison.Ordinal)));
    }

    public void Dispose() => above.Delete(recursive: true);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> DotNet(string folder, (string, string)[] variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var dotnet = Process.Start(start)!;
        var said = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        Assert.True(dotnet.ExitCode == 0, said);
        return said;
    }
}
