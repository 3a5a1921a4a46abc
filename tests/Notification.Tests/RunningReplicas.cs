using Messaging.Storage;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Storage;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

[Collection(nameof(NotificationUnderTest))]
public class RunningReplicas(NotificationUnderTest service, TestBroker broker)
{
    /// <summary>Another instance on the same file.</summary>
    private sealed class Replica(TestBroker broker, string database) : NotificationUnderTest(broker)
    {
        public override string Database => database;
    }

    [Fact]
    public async Task What_one_handles_reaches_the_streams_of_the_other()
    {
        await using var replica = new Replica(broker, service.Database);
        await replica.InitializeAsync();
        var learner = new Learner(service);
        using var here = await EventStream.Open(learner);
        using var there = await EventStream.Open(replica.As(learner.Id, "learner"));

        // They compete for the messages, so that each handles some.
        for (var lesson = 1; lesson <= 20; lesson++)
        {
            await learner.IsSaid(learner.Completed(lesson));
        }

        var (one, other) = (await here.Next(20), await there.Next(20));
        Assert.Equal(20, one.Select(item => item.Id).Distinct().Count());
        Assert.Equal(one, other);
        Assert.Equal(20, (await learner.Notifications("limit=100")).Items.Count);
    }

    [Fact]
    public async Task A_stopping_replica_ends_its_streams()
    {
        var replica = new Replica(broker, service.Database);
        await replica.InitializeAsync();
        using var stream = await EventStream.Open(replica.As("someone", "learner"));

        await replica.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));

        Assert.Null(await stream.NextEvent());
    }

    [Fact]
    public async Task A_reader_that_is_too_slow_is_sent_off_and_resumes_without_a_gap()
    {
        const int All = 3000;
        var learner = new Learner(service);
        var other = new Learner(service);
        using var slow = await EventStream.Open(learner);
        using var marker = await EventStream.Open(other);

        // More than the connection's buffers and the stream's own hold together.
        await service.Services.GetRequiredService<Writer<NotificationDb>>().Run(db =>
        {
            db.Notifications.AddRange(Enumerable.Range(0, All + 1).Select(number => new Notification
            {
                Id = Guid.NewGuid(),
                LearnerId = number < All ? learner.Id : other.Id,
                Kind = Announcement,
                Roadmap = learner.Roadmap,
                Text = new string('x', 10_000),
                CreatedAt = learner.Time,
            }));
            return Task.CompletedTask;
        });

        // The last one is another's: once it is there, all the others were offered to the slow reader.
        await marker.Next(1);

        List<Guid> seen = [];
        var overflowed = false;
        while (seen.Count < All && await slow.NextEvent() is { } item)
        {
            if (item.EventType == "notification")
            {
                seen.Add(Guid.Parse(item.EventId!));
            }

            overflowed = item.EventType == "overflow";
        }

        Assert.True(overflowed, $"The stream ended after {seen.Count} without saying why.");
        using var resumed = await EventStream.Open(learner, seen[^1]);
        seen.AddRange((await resumed.Next(All - seen.Count)).Select(item => item.Id));
        Assert.Equal(All, seen.Distinct().Count());
    }
}
