using MassTransit;
using Messaging.Events;
using Microsoft.Extensions.DependencyInjection;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

[Collection(nameof(NotificationUnderTest))]
public class Announcing(NotificationUnderTest service)
{
    private readonly Handled handled = service.Handled();

    [Fact]
    public async Task A_revision_is_announced_to_who_enrolled_before()
    {
        var learner = new Learner(service);
        await handled.Times(2, await learner.IsSaid(learner.Enrolled(revision: 1)));

        await learner.IsSaid(learner.Published(revision: 2));

        await IsAnnounced(learner, revision: 2);
    }

    [Fact]
    public async Task It_is_announced_even_if_the_enrollment_is_heard_of_later()
    {
        var learner = new Learner(service);
        await handled.Times(1, await learner.IsSaid(learner.Published(revision: 2)));

        await learner.IsSaid(learner.Enrolled(revision: 1));

        await IsAnnounced(learner, revision: 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_learner_enrolled_at_is_no_news(bool publicationFirst)
    {
        var learner = new Learner(service);
        if (publicationFirst)
        {
            await handled.Times(1, await learner.IsSaid(learner.Published(revision: 3)));
        }

        await handled.Times(2, await learner.IsSaid(learner.Enrolled(revision: 3)));
        await handled.Times(1, await learner.IsSaid(learner.Published(revision: 3)));

        await learner.IsTold(Welcome);
    }

    [Fact]
    public async Task Nobody_is_told_twice_whatever_is_repeated_or_late()
    {
        var learner = new Learner(service);
        await handled.Times(2, await learner.IsSaid(learner.Enrolled(revision: 1)));
        await handled.Times(1, await learner.IsSaid(learner.Published(revision: 3)));

        // Under new ids, so that no inbox could help.
        await handled.Times(1, await learner.IsSaid(learner.Published(revision: 3)));
        await handled.Times(1, await learner.IsSaid(learner.Published(revision: 2)));
        await handled.Times(2, await learner.IsSaid(learner.Enrolled(revision: 1)));

        // That second enrollment welcomes once more: to the service it is another one.
        await learner.IsTold(Welcome, Welcome, Announcement, Announcement);
    }

    [Fact]
    public async Task Each_of_many_quick_revisions_is_announced_whatever_their_order()
    {
        var (learner, late) = (new Learner(service), new Learner(service));
        await handled.Times(2, await learner.IsSaid(learner.Enrolled(revision: 1)));
        int[] revisions = [.. Enumerable.Range(2, 30)];
        Random.Shared.Shuffle(revisions);

        await Task.WhenAll(revisions.Select(revision => learner.IsSaid(learner.Published(revision))));
        await late.IsSaid(learner.Enrolled(revision: 11) with { LearnerId = late.Id });

        await learner.IsTold([Welcome, .. Enumerable.Repeat(Announcement, 30)]);
        await late.IsTold([Welcome, .. Enumerable.Repeat(Announcement, 20)]);
    }

    [Fact]
    public async Task What_is_published_again_with_the_text_it_had_is_no_news()
    {
        var learner = new Learner(service);
        await handled.Times(2, await learner.IsSaid(learner.Enrolled(revision: 1)));
        await handled.Times(1, await learner.IsSaid(learner.Published(2)));

        await handled.Times(1, await learner.IsSaid(learner.Published(4) with { TextRevision = 2 }));
        await handled.Times(1, await learner.IsSaid(learner.Published(6) with { TextRevision = 1 }));
        await IsAnnounced(learner, revision: 2);

        await learner.IsSaid(learner.Published(8) with { TextRevision = 7 });
        await learner.IsTold(Welcome, Announcement, Announcement);
    }

    [Fact]
    public async Task Each_of_many_followers_is_told()
    {
        var roadmap = $"roadmap-{Guid.NewGuid():n}";
        List<Learner> learners = [.. Enumerable.Range(1, 250).Select(_ => new Learner(service, roadmap))];
        var enrolled = await Task.WhenAll(learners.Select(learner => learner.IsSaid(learner.Enrolled(revision: 1))));
        foreach (var message in enrolled)
        {
            await handled.Times(2, message);
        }

        await handled.Times(1, await learners[0].IsSaid(learners[0].Published(revision: 2)));

        await Task.WhenAll(learners.Select(learner => learner.IsTold(Welcome, Announcement)));
    }

    [Fact]
    public async Task A_retelling_of_what_the_inbox_may_have_forgotten_is_silent()
    {
        var learner = new Learner(service);
        var monthsAgo = learner.Time;

        await handled.Times(2, await IsRetold(learner.Enrolled(revision: 1), monthsAgo));
        await handled.Times(1, await IsRetold(learner.Completed(1), monthsAgo));
        await handled.Times(1, await IsRetold(learner.Finished(), monthsAgo));
        await handled.Times(1, await IsRetold(learner.Published(revision: 2), monthsAgo));
        Assert.Empty((await learner.Notifications()).Items);

        // What was retold is known, all the same.
        await learner.IsSaid(learner.Published(revision: 3));
        await learner.IsTold(Announcement);
    }

    [Fact]
    public async Task A_retelling_of_something_recent_fills_an_empty_service()
    {
        var learner = new Learner(service);
        var yesterday = DateTime.UtcNow.AddDays(-1);

        await handled.Times(2, await IsRetold(learner.Enrolled(revision: 1), yesterday));
        await handled.Times(
            1, await IsRetold(learner.Published(revision: 2) with { PublishedAt = yesterday }, yesterday));

        await learner.IsTold(Welcome, Announcement);
    }

    private static async Task IsAnnounced(Learner learner, int revision)
    {
        var announcement = (await learner.IsTold(Welcome, Announcement)).Single(item => item.Kind == Announcement);
        Assert.Contains($"Edition {revision}", announcement.Text, StringComparison.Ordinal);
        // Both ways lead to one id, and to the publication's time.
        Assert.Equal(NameBasedId.Of("Announcement", learner.Roadmap, revision, learner.Id), announcement.Id);
        Assert.Equal(learner.Published(revision).PublishedAt, announcement.CreatedAt);
    }

    /// <summary>As a rebuild publishes an event again.</summary>
    private async Task<Guid> IsRetold<T>(T message, DateTime happenedAt)
        where T : class
    {
        var id = Guid.NewGuid();
        await service.Services.GetRequiredService<IBus>().Publish(message, context =>
        {
            context.MessageId = id;
            context.Headers.Set(WireFormat.RepeatOfHeader, happenedAt.ToString("O"));
        });
        return id;
    }
}
