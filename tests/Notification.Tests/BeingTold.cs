using Messaging.Events;

using static Notifications.NotificationKind;

namespace Notifications.Tests;

[Collection(nameof(NotificationUnderTest))]
public class BeingTold(NotificationUnderTest service)
{
    [Fact]
    public async Task Enrolling_is_welcomed()
    {
        var learner = new Learner(service);

        var message = await learner.IsSaid(learner.Enrolled());

        var welcome = Assert.Single(await learner.IsTold(Welcome));
        Assert.Equal(learner.Roadmap, welcome.Roadmap);
        Assert.Contains("HTTP in depth", welcome.Text, StringComparison.Ordinal);
        Assert.Null(welcome.ReadAt);
        // Id and time come from the event: they are the same wherever it is handled.
        Assert.Equal(NameBasedId.Of(message, learner.Id), welcome.Id);
        Assert.Equal((learner.Time, DateTimeKind.Utc), (welcome.CreatedAt, welcome.CreatedAt.Kind));
    }

    [Fact]
    public async Task A_finished_lesson_is_congratulated_with_its_title_and_the_count()
    {
        var learner = new Learner(service);

        await learner.IsSaid(learner.Completed(3));

        var congratulation = Assert.Single(await learner.IsTold(Lesson));
        Assert.Contains("Lesson 3", congratulation.Text, StringComparison.Ordinal);
        Assert.Contains("3 of 12", congratulation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_roadmap_is_celebrated_whether_it_is_heard_of_before_or_after_the_last_lesson()
    {
        var (one, other) = (new Learner(service), new Learner(service));

        await one.IsSaid(one.Completed(12));
        await one.IsTold(Lesson);
        await one.IsSaid(one.Finished());
        await other.IsSaid(other.Finished());
        await other.IsTold(Celebration);
        await other.IsSaid(other.Completed(12));

        foreach (var learner in new[] { one, other })
        {
            var told = await learner.IsTold(Lesson, Celebration);
            // Newest first is by the events' times, not by arrival.
            Assert.Equal([Celebration, Lesson], told.Select(item => item.Kind));
        }
    }

    [Fact]
    public async Task The_same_message_three_times_tells_once()
    {
        var handled = service.Handled();
        var learner = new Learner(service);
        var (enrolled, completed, finished) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        for (var time = 1; time <= 3; time++)
        {
            await learner.IsSaid(learner.Enrolled(), enrolled);
            await learner.IsSaid(learner.Completed(3), completed);
            await learner.IsSaid(learner.Finished(), finished);
        }

        // Two consumers react to an enrollment.
        await handled.Times(6, enrolled);
        await handled.Times(3, completed);
        await handled.Times(3, finished);
        Assert.Equal(3, (await learner.IsTold(Welcome, Lesson, Celebration)).Count);
    }

    [Fact]
    public async Task A_muted_kind_is_not_told_then_or_later()
    {
        var handled = service.Handled();
        var learner = new Learner(service);
        await learner.Prefers(email: null, Lesson);

        await handled.Times(1, await learner.IsSaid(learner.Completed(3)));
        await learner.Prefers(email: null);
        await handled.Times(1, await learner.IsSaid(learner.Completed(4)));

        var told = Assert.Single(await learner.IsTold(Lesson));
        Assert.Contains("Lesson 4", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_hears_of_others()
    {
        var (learner, other) = (new Learner(service), new Learner(service));

        await learner.IsSaid(learner.Enrolled());
        await learner.IsTold(Welcome);

        Assert.Empty((await other.Notifications()).Items);
    }
}
