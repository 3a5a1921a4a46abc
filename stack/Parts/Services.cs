using Stack.Commands;
using Stack.Machine;
using Stack.Moving;
using Stack.Processes;
using Stack.State;

namespace Stack.Parts;

/// <summary>The product's own processes: what each is told about the others.</summary>
internal sealed class Services(StackOptions options, StateFolder state, string rabbitMq, string documents, int port)
{
    public static readonly IReadOnlyList<string> Names = ["content", "progress", "notification"];

    internal static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly bool hasMonolith = options.Shape == Shape.Monolith;
    private readonly string gateway = $"http://127.0.0.1:{port}";

    /// <summary>The services with their replicas, and the gateway in front of them. None is started yet.</summary>
    public IReadOnlyList<StackProcess> Describe()
    {
        Array.ForEach(["data", "identity", "mail"], folder => OwnerOnly.Folder(state.In(folder)));
        var services = Names.SelectMany(Replicas).ToList();
        if (hasMonolith)
        {
            services.Insert(0, Monolith());
        }

        return [.. services, Gateway(services)];
    }

    // The same as the services are told, in one: it serves all modules until they leave.
    private StackProcess Monolith() => Describe("monolith", "Monolith", $"http://127.0.0.1:{Ports.Free()}", new()
    {
        ["ConnectionStrings__RabbitMq"] = rabbitMq,
        ["ConnectionStrings__Monolith"] = $"Data Source={state.In("data", "monolith")}.db",
        ["Identity__Authority"] = gateway,
        ["Mail__PickupFolder"] = state.In("mail")
    });

    private IEnumerable<StackProcess> Replicas(string service)
    {
        var count = options.Replicas.GetValueOrDefault(service, 1);
        var project = char.ToUpperInvariant(service[0]) + service[1..];

        var store = service == "content" ? documents : $"Data Source={state.In("data", service)}.db";

        return Enumerable.Range(1, count).Select(number => Describe(
            count == 1 ? service : $"{service}-{number}", project, $"http://127.0.0.1:{Ports.Free()}", new()
            {
                ["ConnectionStrings__RabbitMq"] = rabbitMq,
                [$"ConnectionStrings__{project}"] = store,
                ["Identity__Authority"] = gateway,
                ["Mail__PickupFolder"] = service == "notification" ? state.In("mail") : null,
                ["Modules__Standby"] = hasMonolith ? "true" : null
            }));
    }

    private StackProcess Gateway(IReadOnlyList<StackProcess> services)
    {
        var variables = new Dictionary<string, string?> { ["Identity__KeyFile"] = state.In("identity", "key.pem") };

        foreach (var service in services)
        {
            var (cluster, number) = service.Name.Split('-') is [var name, var nth] ? (name, nth) : (service.Name, "1");
            variables[$"ReverseProxy__Clusters__{cluster}__Destinations__{number}__Address"] = service.Url;
        }

        return Describe("gateway", "Gateway", gateway, variables);
    }

    private StackProcess Describe(string name, string project, string url, Dictionary<string, string?> variables)
    {
        variables["ASPNETCORE_ENVIRONMENT"] = "Development";
        variables["DOTNET_ENVIRONMENT"] = "Development";
        variables["ASPNETCORE_URLS"] = url;
        variables["Modules__Key"] = hasMonolith ? OwnerOnly.Secret(state.In("modules.key")) : null;

        // As arguments: a shell drops a variable whose name is no identifier, and keys may have hyphens.
        string[] names = [name, name.Split('-')[0]];
        var settings = options.Settings.Where(setting => names.Contains(setting.Process))
            .Select(setting => $"--{setting.Key}={setting.Value}");

        var assembly = Repository.Assembly(project);
        var folder = Path.GetDirectoryName(assembly)!;
        var command = new Command(Repository.DotNet, [assembly, .. settings])
        {
            Folder = folder,
            Variables = variables
        };
        return new(name, url, command, new ProcessLog(name, state.In("logs"), options.Verbose))
        {
            IsReady = cancellation => IsReady(url, cancellation),
            OnSession = guard => Started(name, guard)
        };
    }

    private void Started(string name, int guard)
    {
        state.Remember(guard);
        if (hasMonolith && Names.Contains(name))
        {
            new Extracted(state).Add(name);
        }
    }

    private static async Task<bool> IsReady(string url, CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync($"{url}/health/ready", cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
