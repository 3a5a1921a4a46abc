using Bench.Processes;
using RabbitMQ.Client;
using Stack.Broker;
using Stack.Machine;

namespace Bench.Ways;

/// <summary>What every way stands on: a broker of the bench's own, and a gateway that hands out tokens.</summary>
internal sealed class Surroundings : IAsyncDisposable
{
    /// <summary>How many there are: <c>learner-0</c> and so on.</summary>
    public const int Learners = 2200;

    private static readonly string[] Roles = ["learner"];

    private readonly string folder;
    private readonly PrivateBroker broker;
    private Child? gateway;

    private Surroundings(string folder, PrivateBroker broker, int brokerSession) =>
        (this.folder, this.broker, BrokerSession) = (folder, broker, brokerSession);

    /// <summary>The broker's processes are those of this session.</summary>
    public int BrokerSession { get; }

    public int GatewaySession => gateway!.Session;

    /// <summary>A token for each learner.</summary>
    public string[] Tokens { get; } = new string[Learners];

    /// <summary>
    /// Starts both, with a virtual host for each measurement, so that none meets what another left behind.
    /// </summary>
    public static async Task<Surroundings> Start(IEnumerable<string> virtualHosts)
    {
        Say.Line("starting a broker and a gateway");
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        var others = CpuTime.ChildSessions();
        var broker = await PrivateBroker.Start(Path.Combine(folder, "broker"), [.. virtualHosts]);
        var surroundings = new Surroundings(folder, broker, CpuTime.ChildSessions().Except(others).Single());
        try
        {
            await surroundings.StartGateway();
            return surroundings;
        }
        catch
        {
            await surroundings.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a service is told, besides its database.</summary>
    public Dictionary<string, string?> Settings(string virtualHost) => new()
    {
        ["ConnectionStrings__RabbitMq"] = $"{broker.Url}/{virtualHost}",
        ["Identity__Authority"] = gateway!.Address.ToString().TrimEnd('/'),
    };

    /// <summary>
    /// Declares an event's exchange and the queue of content's statistics, which react to it too: whoever publishes
    /// pays for two copies, whether or not he knows.
    /// </summary>
    public async Task DeclareStatistics(string virtualHost, string exchange)
    {
        const string Queue = "content-count-completion";
        var factory = new ConnectionFactory { Uri = new Uri($"{broker.Url}/{virtualHost}") };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(Queue, exchange, routingKey: "");
    }

    public async ValueTask DisposeAsync()
    {
        if (gateway is not null)
        {
            await gateway.DisposeAsync();
        }

        await broker.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task StartGateway()
    {
        gateway = await Child.Start("gateway", [Repository.Assembly("Gateway")], new()
        {
            ["Identity__KeyFile"] = Path.Combine(folder, "key.pem"),
            ["RateLimits__AnonymousPerSecond"] = "1000000",
            ["RateLimits__Burst"] = "1000000",
        });

        using var http = new HttpClient { BaseAddress = gateway.Address };
        var many = new ParallelOptions { MaxDegreeOfParallelism = 16 };
        await Parallel.ForAsync(0, Learners, many, async (number, stop) =>
        {
            using var answer = await http.PostAsJsonAsync(
                "/api/session", new { subject = $"learner-{number}", roles = Roles }, stop);
            Tokens[number] = (await answer.Content.ReadFromJsonAsync<Session>(stop))!.Token;
        });
    }

    private sealed record Session(string Token);
}
