using Stack.Processes;

namespace Stack.Moving;

/// <summary>Which module lives where, for the table.</summary>
internal sealed class Residents(IReadOnlyList<ModuleHome> modules)
{
    public static async Task<Residents> At(Uri gateway, CancellationToken cancellation)
    {
        using var api = await GatewayModules.At(gateway, cancellation);
        return new(await api.List(cancellation));
    }

    public string? RemarkOn(StackProcess process) => process.Name switch
    {
        "gateway" => null,
        "monolith" => $"has {Names(module => module.Owner == "monolith")}",
        var service when modules.Any(module => module.Module == service && module.Owner == "service") =>
            $"has {service}",
        _ when process.State == ProcessState.Stopped => "not needed yet",
        _ => "stands by"
    };

    private string Names(Func<ModuleHome, bool> which) =>
        modules.Where(which).Select(module => module.Module).ToList() is { Count: > 0 } names
            ? string.Join(", ", names)
            : "no module any more";
}
