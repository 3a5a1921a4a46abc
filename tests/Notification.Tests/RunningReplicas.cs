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
        using var here = await EventStream.Open(learner.Client);
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
    public async Task A_client_that_goes_on_at_another_replica_is_told_nothing_twice()
    {
        await using var replica = new Replica(broker, service.Database);
        await replica.InitializeAsync();
        var learner = new Learner(service);
        var there = replica.As(learner.Id, "learner");
        using var here = await EventStream.Open(learner.Client);

        for (var round = 0; round < 3; round++)
        {
            await Store(learner, 12);
            var told = await here.Next(12);

            // The replica hasn't looked yet what is new in the file.
            using var resumed = await EventStream.Open(there, told[^1].Id);
            using var opened = await EventStream.Open(there);
            await Store(learner, 1);

            var next = await here.Next(1);
            Assert.Equal(next, await resumed.Next(1));
            Assert.Equal(next, await opened.Next(1));
        }
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
        using var slow = await EventStream.Open(learner.Client);
        using var marker = await EventStream.Open(other.Client);

        // More than the connection's buffers and the stream's own hold together.
        await Store(learner, All);
        await Store(other, 1);

        // Once the other's is there, all before it were offered to the slow reader.
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
        using var resumed = await EventStream.Open(learner.Client, seen[^1]);
        seen.AddRange((await resumed.Next(All - seen.Count)).Select(item => item.Id));
        Assert.Equal(All, seen.Distinct().Count());
    }

    /// <summary>In one commit of the first replica.</summary>
    private async Task Store(Learner learner, int count)
    {
        var writer = service.Services.GetRequiredService<Writer<NotificationDb>>();
        await writer.Run(db =>
        {
            db.Notifications.AddRange(Enumerable.Range(0, count).Select(_ => new Notification
            {
                Id = Guid.NewGuid(),
                LearnerId = learner.Id,
                Kind = Announcement,
                Roadmap = learner.Roadmap,
                Text = new string('x', 10_000),
                CreatedAt = learner.Time,
            }));
            return Task.CompletedTask;
        });
    }
}
