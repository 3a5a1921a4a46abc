using System.Net;
using Acceptance.Enrollments;
using Acceptance.Roadmaps;

namespace Acceptance.Notifications;

public class ReadingNotifications(Site site)
{
    [Fact]
    public async Task Reading_one_leaves_the_others_unread()
    {
        var learner = await ToldFourTimes();
        var first = (await learner.Notifications()).Items[0];

        Succeeded(await learner.Post($"/api/notifications/{first.Id}/read"));

        var list = await learner.Notifications();
        Assert.Equal(3, list.UnreadCount);
        Assert.NotNull(list.Items.Single(item => item.Id == first.Id).ReadAt);
        Assert.DoesNotContain((await learner.Notifications("unread=true")).Items, item => item.Id == first.Id);
    }

    [Fact]
    public async Task Reading_twice_keeps_the_time_of_the_first()
    {
        var learner = await ToldFourTimes();
        var id = (await learner.Notifications()).Items[0].Id;
        Succeeded(await learner.Post($"/api/notifications/{id}/read"));
        var first = (await learner.Notifications()).Items[0].ReadAt;

        Succeeded(await learner.Post($"/api/notifications/{id}/read"));

        Assert.Equal(first, (await learner.Notifications()).Items[0].ReadAt);
    }

    [Fact]
    public async Task Reading_all_leaves_none_unread()
    {
        var learner = await ToldFourTimes();

        Succeeded(await learner.Post("/api/notifications/read-all"));

        var list = await learner.Notifications();
        Assert.Equal((4, 0), (list.Items.Length, list.UnreadCount));
        Assert.Empty((await learner.Notifications("unread=true")).Items);
    }

    [Fact]
    public async Task Pages_go_back_in_time_and_count_all_that_is_unread()
    {
        var learner = await ToldFourTimes();
        var all = (await learner.Notifications()).Items;

        var first = await learner.Notifications("limit=3");
        var second = await learner.Notifications($"limit=3&before={first.Next}");

        Assert.Equal(all.Select(item => item.Id), first.Items.Concat(second.Items).Select(item => item.Id));
        Assert.Equal(all.Select(item => item.CreatedAt).OrderDescending(), all.Select(item => item.CreatedAt));
        Assert.Equal((3, 4, 4), (first.Items.Length, first.UnreadCount, second.UnreadCount));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Somebody_elses_notification_is_not_found()
    {
        var learner = await ToldFourTimes();
        var other = await site.Learner();
        var id = (await learner.Notifications()).Items[0].Id;

        (await other.Post($"/api/notifications/{id}/read")).IsProblem(HttpStatusCode.NotFound);

        Assert.Equal(4, (await learner.Notifications()).UnreadCount);
    }

    [Fact]
    public async Task An_id_that_is_not_there_is_not_found() =>
        (await (await site.Learner()).Post($"/api/notifications/{Guid.Empty}/read")).IsProblem(HttpStatusCode.NotFound);

    [Fact]
    public async Task What_is_no_id_is_refused()
    {
        var answer = await (await site.Learner()).Post("/api/notifications/nonsense/read");

        Assert.InRange((int)answer.Status, 400, 404);
        answer.IsProblem(answer.Status);
    }

    [Theory]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("before=nonsense", "before")]
    [InlineData("unread=perhaps", "unread")]
    public async Task A_bad_parameter_is_refused_by_name(string query, string name) =>
        (await (await site.Learner()).Get($"/api/notifications?{query}")).Names(name);

    private async Task<Caller> ToldFourTimes()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one", "two"));
        var learner = await site.Learner();
        await learner.Enroll(roadmap);
        await learner.Complete(roadmap, "one", "two");
        await learner.IsTold("welcome", "lesson", "lesson", "celebration");
        return learner;
    }

    private static void Succeeded(Answer answer) =>
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{answer}");
}
