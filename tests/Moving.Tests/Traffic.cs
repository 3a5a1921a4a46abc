using System.Diagnostics;
using System.Net;
using Acceptance;
using Acceptance.Roadmaps;
using Moving.Tests.Clients;

namespace Moving.Tests;

/// <summary>Some two hundred calls a second: learners and authors at work, and streams that stay open.</summary>
public sealed class Traffic : IDisposable
{
    private static readonly string[] Lessons = [.. Enumerable.Range(1, 8).Select(number => $"lesson-{number}")];

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource hangUp = new();
    private readonly Calls calls;
    private readonly Caller author;
    private readonly List<LearningClient> learners = [];
    private readonly List<WritingClient> authors = [];
    private readonly List<ListeningClient> listeners = [];
    private readonly List<Task> work = [];
    private readonly List<Task> streams = [];
    private Draft roadmap;
    private readonly Stopwatch clock = new();
    private int madeBefore;
    private int announcements;

    private Traffic(Caller author, Draft roadmap, bool mayFail)
    {
        this.author = author;
        this.roadmap = roadmap;
        calls = new(mayFail);
    }

    public int Made => learners.Sum(learner => learner.Made) + authors.Sum(author => author.Made);

    /// <summary>Calls a second, from when all were at work until they were told to stop.</summary>
    public double PerSecond { get; private set; }

    public int Resumed => listeners.Sum(listener => listener.Resumed);

    /// <summary>Publishes a roadmap, lets learners enroll, and begins.</summary>
    public static async Task<Traffic> Start(MovingSite site, bool mayFail)
    {
        // Nobody ever completes the last lesson, so nobody is done.
        var traffic = new Traffic(await site.As("author"), Draft.Of([.. Lessons, "open"]), mayFail);
        await traffic.Publish();

        for (var client = 0; client < 20; client++)
        {
            await traffic.AddLearner(await site.As("learner"), mayFail, listens: client < 4);
        }

        for (var client = 0; client < 2; client++)
        {
            var writer = new WritingClient(await site.As("author"), mayFail);
            traffic.authors.Add(writer);
            traffic.work.Add(writer.Write(traffic.stop.Token));
        }

        traffic.madeBefore = traffic.Made;
        traffic.clock.Start();
        return traffic;
    }

    /// <summary>Revises what all learners follow: each is told once.</summary>
    public async Task Announce()
    {
        var current = await calls.Make("roadmap", () => author.Get(roadmap.Path));
        roadmap = roadmap with { Summary = $"Revised {++announcements} times." };
        await calls.Make(
            "announce",
            () => author.Put(roadmap.Path, roadmap, ("If-Match", current.ETag)),
            HttpStatusCode.OK,
            HttpStatusCode.PreconditionFailed);
    }

    /// <summary>Throws as soon as a client has met a failure.</summary>
    public Task Failure() => Task.WhenAny(work.Concat(streams)).Unwrap();

    /// <summary>
    /// Lets every client finish what it does, and holds that each accepted call had its effect, once.
    /// </summary>
    public async Task NothingIsLostOrDoubled()
    {
        PerSecond = (Made - madeBefore) / clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await Task.WhenAll(work);

        var told = await Task.WhenAll(learners.Select(learner => learner.NothingIsLostOrDoubled(announcements)));
        await Task.WhenAll(authors.Select(author => author.NothingIsLostOrDoubled()));
        await Task.WhenAll(listeners.Zip(told, (listener, notifications) => listener.HasHeardEachOnce(notifications)));
        await Eventually.Equal(
            new(roadmap.Slug, learners.Count, learners.Sum(learner => learner.CompletedLessons), Finished: 0),
            async () => (await calls.Make("statistics", () => author.Get($"{roadmap.Path}/statistics")))
                .As<RoadmapStatistics>());

        // A second delivery would have come by now: everything else was waited for.
        await Task.WhenAll(learners.Select(learner => learner.NothingIsLostOrDoubled(announcements)));
        await hangUp.CancelAsync();
        await Task.WhenAll(streams);
    }

    public void Dispose()
    {
        stop.Cancel();
        hangUp.Cancel();
        learners.ForEach(learner => learner.Dispose());
        authors.ForEach(author => author.Dispose());
        calls.Dispose();
        stop.Dispose();
        hangUp.Dispose();
    }

    private async Task Publish()
    {
        await calls.Make("create", () => author.Put(roadmap.Path, roadmap), HttpStatusCode.Created);
        await calls.Make(
            "publish", () => author.Post($"{roadmap.Path}/publish"), HttpStatusCode.OK, HttpStatusCode.NoContent);
    }

    private async Task AddLearner(Caller caller, bool mayFail, bool listens)
    {
        var learner = new LearningClient(caller, roadmap, mayFail);
        learners.Add(learner);
        await learner.Enroll();
        work.Add(learner.Learn(Lessons, stop.Token));

        if (listens)
        {
            var listener = new ListeningClient(caller, mayFail);
            listeners.Add(listener);
            streams.Add(listener.Listen(hangUp.Token));
        }
    }
}
