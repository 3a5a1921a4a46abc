using System.Net.Http.Headers;
using Contracts;
using MassTransit;
using Microsoft.Data.Sqlite;
using Stack.Broker;
using Stack.Machine;
using Stack.Processes;

namespace Bench;

/// <summary>Progress and notification on a broker of their own, and a gateway that hands out tokens.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    public const string Roadmap = "bench";
    public const int Lessons = 20;

    private static readonly string[] Roles = ["learner"];

    private readonly string folder = Directory.CreateTempSubdirectory("bench-").FullName;
    private readonly List<GuardedProcess> processes = [];
    private readonly HttpClient gateway;
    private readonly HttpClient progress;
    private readonly bool naive;
    private SqliteConnection notifications = null!;

    private Pipeline(bool naive)
    {
        this.naive = naive;
        gateway = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Ports.Free()}") };
        progress = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{Ports.Free()}"),
        };
    }

    public static async Task<Pipeline> Start(PrivateBroker broker, string virtualHost, bool naive)
    {
        var pipeline = new Pipeline(naive);
        var rabbit = $"{broker.Url}/{virtualHost}";
        await pipeline.StartProcesses(rabbit);
        await PublishRoadmap(rabbit);
        pipeline.notifications = pipeline.OpenNotifications();
        return pipeline;
    }

    /// <summary>Enrolled learners, each with a token.</summary>
    public async Task<string[]> Enroll(string prefix, int count)
    {
        var tokens = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, stop) =>
        {
            var session = await gateway.PostAsJsonAsync(
                "/api/session", new { subject = $"{prefix}-{number}", roles = Roles }, stop);
            tokens[number] = (await session.Content.ReadFromJsonAsync<Session>(stop))!.Token;
            while (!await Put($"/api/enrollments/{Roadmap}", tokens[number]))
            {
                await Task.Delay(50, stop);
            }
        });
        return tokens;
    }

    /// <summary>PUT of a completion; whether it was accepted.</summary>
    public Task<bool> Complete(string token, int lesson) => Put($"/api/enrollments/{Roadmap}/lessons/lesson-{lesson}", token);

    /// <summary>How many lesson notifications are stored.</summary>
    public long CountNotifications() => Ask("SELECT count(*) FROM Notifications WHERE Kind = 'Lesson'");

    /// <summary>The newest row's place in the order of arrival.</summary>
    public long LastSequence() => Ask("SELECT max(Sequence) FROM Notifications");

    /// <summary>Another connection to the notification service's database, to read what it stored.</summary>
    public SqliteConnection OpenNotifications()
    {
        var connection = new SqliteConnection($"Data Source={Database("notification")};Mode=ReadOnly");
        connection.Open();
        return connection;
    }

    public async Task WaitForNotifications(long count, TimeSpan limit)
    {
        var end = DateTime.UtcNow + limit;
        while (CountNotifications() < count && DateTime.UtcNow < end)
        {
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await notifications.DisposeAsync();
        await Task.WhenAll(processes.Select(process => process.Stop(TimeSpan.FromSeconds(10))));
        Directory.Delete(folder, recursive: true);
    }

    private long Ask(string sql)
    {
        using var query = notifications.CreateCommand();
        query.CommandText = sql;
        return (long)query.ExecuteScalar()!;
    }

    private async Task<bool> Put(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await progress.SendAsync(request);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task StartProcesses(string rabbit)
    {
        var notification = new Uri($"http://127.0.0.1:{Ports.Free()}");
        string[] progressCommand = naive ? [Repository.Assembly("Bench"), "naive-progress"] : [Repository.Assembly("Progress")];
        string[] notificationCommand =
            naive ? [Repository.Assembly("Bench"), "naive-notification"] : [Repository.Assembly("Notification")];

        StartProcess(gateway.BaseAddress!, [Repository.Assembly("Gateway")], new()
        {
            ["Identity__KeyFile"] = Path.Combine(folder, "key.pem"),
            ["RateLimits__AnonymousPerSecond"] = "100000",
            ["RateLimits__Burst"] = "100000",
        });
        StartProcess(progress.BaseAddress!, progressCommand, Settings("Progress", rabbit));
        StartProcess(notification, notificationCommand, Settings("Notification", rabbit));

        using var http = new HttpClient();
        foreach (var address in new[] { gateway.BaseAddress!, progress.BaseAddress!, notification })
        {
            await WaitUntilAlive(http, address);
        }
    }

    private Dictionary<string, string?> Settings(string service, string rabbit) => new()
    {
        ["ConnectionStrings__RabbitMq"] = rabbit,
        [$"ConnectionStrings__{service}"] = $"Data Source={Database(service)}",
        ["Identity__Authority"] = gateway.BaseAddress!.ToString().TrimEnd('/'),
    };

    private void StartProcess(Uri address, string[] arguments, Dictionary<string, string?> settings)
    {
        settings["ASPNETCORE_ENVIRONMENT"] = "Development";
        settings["ASPNETCORE_URLS"] = address.ToString();
        var command = new Command(Repository.DotNet, arguments)
        {
            Folder = Path.GetDirectoryName(arguments[0])!,
            Variables = settings,
        };
        var log = Path.Combine(folder, $"{processes.Count}.log");
        var gate = new Lock();
        processes.Add(GuardedProcess.Start(command, line =>
        {
            lock (gate)
            {
                File.AppendAllText(log, line + "\n");
            }
        }));
    }

    private async Task WaitUntilAlive(HttpClient http, Uri address)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(address, "/health/live"));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"{address} did not start; see the logs in {folder}.");
    }

    private static async Task PublishRoadmap(string rabbit)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(configure => configure.Host(new Uri(rabbit)));
        await bus.StartAsync();
        await bus.Publish(new RoadmapPublished(
            Roadmap, "Bench", 1,
            [.. Enumerable.Range(0, Lessons).Select(n => new PublishedLesson($"lesson-{n}", $"Lesson {n}", 10))],
            DateTime.UtcNow));
        await bus.StopAsync();
    }

    private string Database(string service) => Path.Combine(folder, $"{service.ToLowerInvariant()}.db");

    private sealed record Session(string Token);
}
