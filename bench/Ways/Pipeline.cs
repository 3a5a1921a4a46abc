using Bench.Load;
using Bench.Processes;
using Microsoft.Data.Sqlite;

namespace Bench.Ways;

/// <summary>Progress and notification of one way, running, with every learner enrolled in a course.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    /// <summary>The last of them is left open: to finish the course is another job.</summary>
    public const int Lessons = 20;

    private const string Roadmap = "bench";

    private readonly string folder = Directory.CreateTempSubdirectory("bench-").FullName;
    private readonly Surroundings surroundings;
    private readonly Way way;
    private Child? progress;
    private Child? notification;
    private SqliteConnection? stored;

    private Pipeline(Surroundings surroundings, Way way) => (this.surroundings, this.way) = (surroundings, way);

    public static async Task<Pipeline> Start(Surroundings surroundings, Way way, string virtualHost)
    {
        var pipeline = new Pipeline(surroundings, way);
        try
        {
            await surroundings.DeclareStatistics(virtualHost, way.Exchange);
            pipeline.notification = await pipeline.Start("Notification", virtualHost);
            pipeline.progress = await pipeline.Start("Progress", virtualHost);
            using var seeds = new Seeds(pipeline.Database("Progress"));
            seeds.AddCourse(Roadmap, Lessons);
            seeds.Enroll(Roadmap, "learner", Surroundings.Learners);
            pipeline.stored = Seeds.Open(pipeline.Database("Notification"));
            return pipeline;
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }
    }

    public Uri Address => progress!.Address;

    /// <summary>The request that completes a lesson.</summary>
    public byte[] Put(int learner, int lesson) => HttpConnection.Request(
        "PUT", $"/api/enrollments/{Roadmap}/lessons/lesson-{lesson}",
        way.ChecksTokens ? surroundings.Tokens[learner] : $"learner-{learner}");

    public Cpu Cpu() => Ways.Cpu.Now(progress!, notification!, surroundings);

    /// <summary>The newest notification's place in the order of arrival; 0 while there is none.</summary>
    public long LastStored() => Ask("SELECT ifnull(max(Sequence), 0) FROM Notifications");

    /// <summary>How many lessons were told since then.</summary>
    public long StoredSince(long sequence) =>
        Ask($"SELECT count(*) FROM Notifications WHERE Sequence > {sequence} AND Kind = 'Lesson'");

    /// <summary>
    /// Waits until that many rows are stored, or none has come for ten seconds. Returns when the last one came, as
    /// <see cref="Environment.TickCount64"/> has it.
    /// </summary>
    public async Task<long> WaitForStored(long sequence)
    {
        var (last, cameAt) = (LastStored(), Environment.TickCount64);
        while (last < sequence && Environment.TickCount64 - cameAt < 10_000)
        {
            await Task.Delay(2);
            if (LastStored() is var now && now > last)
            {
                (last, cameAt) = (now, Environment.TickCount64);
            }
        }

        return cameAt;
    }

    /// <summary>Another connection to the notification's database, to read what it stored.</summary>
    public SqliteConnection OpenNotifications() => Seeds.Open(Database("Notification"));

    public async ValueTask DisposeAsync()
    {
        stored?.Dispose();
        await Task.WhenAll(
            new[] { progress, notification }.OfType<Child>().Select(child => child.DisposeAsync().AsTask()));
        Directory.Delete(folder, recursive: true);
    }

    private Task<Child> Start(string service, string virtualHost) => Child.Start(
        $"{way.Name}'s {service.ToLowerInvariant()}", way.Command(service),
        new(surroundings.Settings(virtualHost))
        {
            [$"ConnectionStrings__{service}"] = $"Data Source={Database(service)}",
        });

    private string Database(string service) => Path.Combine(folder, $"{service.ToLowerInvariant()}.db");

    private long Ask(string sql)
    {
        using var query = stored!.CreateCommand();
        query.CommandText = sql;
        return (long)query.ExecuteScalar()!;
    }
}
