using System.Net.Http.Headers;
using Bench.Processes;
using Bench.Ways;
using Stack.Machine;

namespace Bench.Growth;

/// <summary>One of our services on a database of its own, which can be filled by hand.</summary>
internal sealed class GrownService : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bench-growth-").FullName;
    private readonly Surroundings surroundings;
    private readonly string service;
    private readonly string virtualHost;

    private GrownService(Surroundings surroundings, string service, string virtualHost) =>
        (this.surroundings, this.service, this.virtualHost) = (surroundings, service, virtualHost);

    public Child Process { get; private set; } = null!;

    /// <summary>The rows of its database.</summary>
    public Seeds Seeds { get; private set; } = null!;

    /// <summary>Starts it once, so that it makes its tables.</summary>
    public static async Task<GrownService> Start(Surroundings surroundings, string service, string virtualHost)
    {
        var grown = new GrownService(surroundings, service, virtualHost);
        await grown.Start();
        grown.Seeds = new Seeds(grown.File);
        return grown;
    }

    /// <summary>Ends its process, lets its rows be filled, and starts it again.</summary>
    public async Task Fill(Action<Seeds> fill)
    {
        await Process.DisposeAsync();
        fill(Seeds);
        await Start();
    }

    /// <summary>Waits until its outbox is empty.</summary>
    public async Task UntilSent()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (Seeds.Count("Outbox") is > 0 and var waiting)
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"{waiting} messages still wait in the outbox.");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>A client of its own for a learner.</summary>
    public HttpClient ClientOf(int learner)
    {
        var client = new HttpClient { BaseAddress = Process.Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", surroundings.Tokens[learner]);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Seeds.Dispose();
        await Process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string File => Path.Combine(folder, $"{service.ToLowerInvariant()}.db");

    private async Task Start() => Process = await Child.Start(
        service.ToLowerInvariant(), [Repository.Assembly(service)],
        new(surroundings.Settings(virtualHost)) { [$"ConnectionStrings__{service}"] = $"Data Source={File}" });
}
