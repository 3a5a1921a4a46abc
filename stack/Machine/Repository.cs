namespace Stack.Machine;

/// <summary>Where this clone keeps what the runner needs.</summary>
internal static class Repository
{
    /// <summary>The folder of Microservices.sln, above this program or above the current folder.</summary>
    /// <exception cref="StackException">There is none.</exception>
    public static string Root =>
        (Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory))?.FullName
        ?? throw new StackException("No folder above this program has Microservices.sln: run it from a clone.");

    /// <summary>The dotnet that runs this process, for the others.</summary>
    public static string DotNet { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The built assembly of a project: a neighbour of this one, in the same configuration.</summary>
    /// <exception cref="StackException">It isn't built.</exception>
    public static string Assembly(string project)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var assembly = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, $"{project}.dll");
        return File.Exists(assembly)
            ? assembly
            : throw new StackException($"{assembly} is missing: build it with `dotnet build Microservices.sln`.");
    }

    private static DirectoryInfo? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Microservices.sln")))
            {
                return at;
            }
        }

        return null;
    }
}
