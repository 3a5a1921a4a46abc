using System.Collections.Concurrent;
using System.Net;
using Acceptance.Enrollments;
using Acceptance.Notifications;
using Acceptance.Roadmaps;

namespace Acceptance.Resilience;

/// <summary>
/// Learners who read, complete and look at their notifications until they are disposed of. What isn't answered well
/// they repeat until it is, so that they know what has happened.
/// </summary>
public sealed class Load : IAsyncDisposable
{
    private const int Learners = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<string> failures = new();
    private readonly ConcurrentDictionary<Caller, int> completed = new();
    private Task everybody = Task.CompletedTask;
    private int answers;

    private Load()
    {
    }

    /// <summary>What was not answered, or not with success.</summary>
    public IReadOnlyCollection<string> Failures => failures;

    /// <summary>How many calls were answered with success.</summary>
    public int Answers => answers;

    public static async Task<Load> On(Site site, Draft roadmap)
    {
        var load = new Load();
        var learners = await Task.WhenAll(Enumerable.Range(0, Learners).Select(async _ =>
        {
            var learner = await site.Learner();
            (await learner.Enroll(roadmap)).Is(HttpStatusCode.Created);
            return learner;
        }));
        load.everybody = Task.WhenAll(learners.Select(learner => load.Go(learner, roadmap)));
        return load;
    }

    /// <summary>Waits until so many more calls were answered.</summary>
    public Task Goes(int calls)
    {
        var before = answers;
        return Eventually.Is(
            () => Task.FromResult(answers >= before + calls || !failures.IsEmpty), TimeSpan.FromSeconds(60));
    }

    public async Task Stop()
    {
        await end.CancelAsync();
        await everybody;
    }

    /// <summary>Holds that each was told of what they completed, as often as they did and no more.</summary>
    public async Task WasTold()
    {
        foreach (var (learner, times) in completed)
        {
            var told = await Eventually.Get(
                async () => (await learner.Notifications("limit=1")).UnreadCount, unread => unread > times,
                TimeSpan.FromSeconds(60));
            Assert.Equal(times + 1, told);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        end.Dispose();
    }

    private async Task Go(Caller learner, Draft roadmap)
    {
        while (!end.IsCancellationRequested)
        {
            await Call(() => learner.Put($"{roadmap.Enrollments()}/lessons/one"));
            completed.AddOrUpdate(learner, 1, (_, times) => times + 1);

            await Call(() => learner.Get(roadmap.Path));
            await Call(() => learner.Get("/api/notifications?limit=1"));
            await Call(() => learner.Delete($"{roadmap.Enrollments()}/lessons/one"));
        }
    }

    private async Task Call(Func<Task<Answer>> call)
    {
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until;)
        {
            await Task.Delay(Pause);
            try
            {
                var answer = await call();
                if (answer.Status == HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref answers);
                    return;
                }

                failures.Enqueue($"{answer}");
            }
            catch (HttpRequestException error)
            {
                failures.Enqueue(error.Message);
            }
        }

        throw new TimeoutException($"Nobody answers: {failures.Last()}");
    }
}
