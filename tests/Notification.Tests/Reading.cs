using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

[Collection(nameof(NotificationUnderTest))]
public class Reading(NotificationUnderTest service)
{
    [Fact]
    public async Task The_list_is_in_the_documented_form()
    {
        var learner = new Learner(service);
        await learner.IsSaid(learner.Enrolled());
        var id = (await learner.IsTold(Welcome))[0].Id;

        Assert.Equal(
            $$"""{"items":[{"id":"{{id}}","kind":"welcome","roadmap":"{{learner.Roadmap}}","text":"Welcome to """
            + """HTTP in depth.","createdAt":"2026-03-04T05:06:07.089Z","readAt":null}],"unreadCount":1,"next":null}""",
            await learner.Client.GetStringAsync("/api/notifications"));
    }

    [Fact]
    public async Task Pages_go_back_in_time_even_where_times_are_equal()
    {
        var learner = await ToldSevenTimes();
        var all = (await learner.Notifications("limit=100")).Items;
        Assert.Equal(all.OrderByDescending(item => item.CreatedAt).ThenByDescending(item => item.Id.ToString()), all);

        List<NotificationView> seen = [];
        NotificationList page;
        string? next = null;
        do
        {
            page = await learner.Notifications($"limit=2{(next is null ? "" : $"&before={next}")}");
            Assert.InRange(page.Items.Count, 1, 2);
            Assert.Equal(7, page.UnreadCount);
            seen.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(all, seen);
    }

    [Fact]
    public async Task Reading_one_keeps_the_first_time_and_leaves_the_others_unread()
    {
        var learner = await ToldSevenTimes();
        var id = (await learner.Notifications()).Items[2].Id;

        var first = await learner.Reads(id);
        var second = await learner.Reads(id);

        Assert.Equal(DateTimeKind.Utc, first.ReadAt?.Kind);
        Assert.Equal(first, second);
        var unread = await learner.Notifications("unread=true");
        Assert.Equal(6, unread.UnreadCount);
        Assert.DoesNotContain(unread.Items, item => item.Id == id);
        Assert.Equal(6, unread.Items.Count);
    }

    [Fact]
    public async Task Reading_all_says_how_many_and_leaves_earlier_times_alone()
    {
        var learner = await ToldSevenTimes();
        var early = await learner.Reads((await learner.Notifications()).Items[0].Id);

        var answers = new[] { await ReadAll(learner), await ReadAll(learner) };

        Assert.Equal([new MarkedRead(6), new MarkedRead(0)], answers);
        var list = await learner.Notifications();
        Assert.Equal(0, list.UnreadCount);
        Assert.All(list.Items, item => Assert.NotNull(item.ReadAt));
        Assert.Contains(early, list.Items);
        Assert.Empty((await learner.Notifications("unread=true")).Items);
    }

    [Fact]
    public async Task What_belongs_to_another_is_not_found_and_stays_unread()
    {
        var (learner, other) = (await ToldSevenTimes(), new Learner(service));
        var id = (await learner.Notifications()).Items[0].Id;

        Assert.Equal(HttpStatusCode.NotFound, await Read(other, id.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, await Read(other, Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.NotFound, await Read(other, "no-id"));
        await ReadAll(other);

        Assert.Equal(7, (await learner.Notifications()).UnreadCount);
    }

    [Theory]
    [InlineData("limit=abc", "limit")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("before=made-up", "before")]
    [InlineData("before=", "before")]
    [InlineData("before=WyJub3ctaXNoIiwiMSJd", "before")]
    [InlineData("unread=perhaps", "unread")]
    public async Task A_bad_parameter_is_refused_by_name(string query, string field)
    {
        var response = await new Learner(service).Client.GetAsync($"/api/notifications?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("/api/notifications")]
    [InlineData("/api/notifications/stream")]
    [InlineData("/api/notifications/preferences")]
    public async Task It_is_for_learners_alone(string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Anonymous().GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await service.As("author-1", "author").GetAsync(path)).StatusCode);
    }

    private async Task<Learner> ToldSevenTimes()
    {
        var learner = new Learner(service);
        for (var lesson = 1; lesson <= 7; lesson++)
        {
            // Three at one time, so that ids decide.
            await learner.IsSaid(learner.Completed(lesson) with { CompletedAt = learner.Time.AddMinutes(lesson / 3) });
        }

        await learner.IsTold([.. Enumerable.Repeat(Lesson, 7)]);
        return learner;
    }

    private static async Task<MarkedRead> ReadAll(Learner learner)
    {
        var response = await learner.Client.PostAsync("/api/notifications/read-all", null);
        return (await response.Content.ReadFromJsonAsync<MarkedRead>())!;
    }

    private static async Task<HttpStatusCode> Read(Learner learner, string id) =>
        (await learner.Client.PostAsync($"/api/notifications/{id}/read", null)).StatusCode;
}
