using System.Text.Json.Nodes;
using Stack.Processes;

namespace Stack.Parts;

/// <summary>What is wrong with processes that are ready all the same, in their own words, for the table.</summary>
internal sealed class Complaints
{
    private readonly Dictionary<StackProcess, string> texts = [];

    /// <summary>Asks each service that is ready for the reasons in its health.</summary>
    public static async Task<Complaints> Of(IEnumerable<StackProcess> services, CancellationToken cancellation)
    {
        var complaints = new Complaints();
        foreach (var service in services.Where(service => service.State == ProcessState.Ready))
        {
            if (await AboutItsBroker(service, cancellation) is { } cause)
            {
                complaints.texts[service] = $"can't use its broker: {cause}";
            }
        }

        return complaints;
    }

    /// <summary>A sentence for people; null when there is none.</summary>
    public string? About(StackProcess process) => texts.GetValueOrDefault(process);

    private static async Task<string?> AboutItsBroker(StackProcess service, CancellationToken cancellation)
    {
        try
        {
            var health = await Services.Http.GetFromJsonAsync<JsonNode>($"{service.Url}/health/ready", cancellation);
            return (string?)health!["reasons"]?["broker"];
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException
            && !cancellation.IsCancellationRequested)
        {
            // It has died since, or is busy: that is told elsewhere.
            return null;
        }
    }
}
