using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Storage;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

public class Moving(TestBroker broker)
{
    private const int Most = 100;

    /// <summary>One side: the owner, or what stands by beside it.</summary>
    private sealed class Member(TestBroker broker, bool isStandby, string? database = null, MailServer? mail = null)
        : NotificationUnderTest(broker)
    {
        public override string Database => database ?? base.Database;

        private bool ended;

        public Side Side => new(Anonymous(), "notification");

        public static async Task<Member> Start(
            TestBroker broker, bool isStandby = false, string? database = null, MailServer? mail = null)
        {
            var member = new Member(broker, isStandby, database, mail);
            await member.InitializeAsync();
            return member;
        }

        // Once: a test may have ended it before.
        public override ValueTask DisposeAsync() =>
            Interlocked.Exchange(ref ended, true) ? ValueTask.CompletedTask : base.DisposeAsync();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            Side.Configure(builder, isStandby);
            builder.UseSetting("Mail:Smtp", mail?.Address);
        }
    }

    [Fact]
    public async Task A_copy_answers_every_read_like_the_original()
    {
        await using var owner = await Member.Start(broker);
        await using var standby = await Member.Start(broker, isStandby: true);
        var learner = await WithHistory(owner);

        await standby.Side.FillFrom(owner.Side, limit: 3);

        await AnswerAlike(owner, standby, learner);
        Assert.Equal($"{(await owner.Side.State())["counts"]}", $"{(await standby.Side.State())["counts"]}");
    }

    [Fact]
    public async Task What_changes_after_the_snapshot_follows_whoever_changed_it()
    {
        await using var owner = await Member.Start(broker);
        await using var standby = await Member.Start(broker, isStandby: true);
        var learner = await WithHistory(owner);
        var position = await standby.Side.FillFrom(owner.Side);
        var tracking = (string)(await owner.Side.Track())["tracking"]!;

        // Rows that are added, changed one by one, and changed by a statement.
        await learner.IsSaid(learner.Published(8));
        await Eventually.Is(
            async () => (await learner.Notifications()).Items.Any(item => item.Text.Contains("Edition 8")));
        await learner.Prefers("other@example.org", Welcome);
        await learner.Reads((await learner.Notifications()).Items[3].Id);
        Assert.Equal(
            HttpStatusCode.OK, (await learner.Client.PostAsync("/api/notifications/read-all", null)).StatusCode);
        position = await standby.Side.CatchUpWith(owner.Side, tracking, position, limit: 2);

        await AnswerAlike(owner, standby, learner);
        var rest = await owner.Side.Get($"/changes?after={position}");
        Assert.Empty(rest["records"]!.AsArray());
        Assert.False((bool)rest["more"]!);
    }

    [Fact]
    public async Task What_is_filled_in_twice_is_there_once()
    {
        await using var owner = await Member.Start(broker);
        await using var standby = await Member.Start(broker, isStandby: true);
        var learner = await WithHistory(owner);

        await standby.Side.FillFrom(owner.Side);
        var counts = $"{(await standby.Side.State())["counts"]}";
        await standby.Side.FillFrom(owner.Side);

        Assert.Equal(counts, $"{(await standby.Side.State())["counts"]}");
        await AnswerAlike(owner, standby, learner);
    }

    [Fact]
    public async Task A_filling_that_broke_off_says_where_it_goes_on()
    {
        await using var owner = await Member.Start(broker);
        await using var standby = await Member.Start(broker, isStandby: true);
        await WithHistory(owner);
        var tracked = await owner.Side.Track();
        var page = await owner.Side.Get("/snapshot?limit=2");

        await standby.Side.Store(new
        {
            tracking = tracked["tracking"],
            cursor = page["next"],
            complete = false,
            position = tracked["position"],
            records = page["records"],
        });

        var filled = (await standby.Side.State())["filled"]!;
        Assert.Equal($"{tracked["tracking"]}", $"{filled["tracking"]}");
        Assert.Equal($"{page["next"]}", $"{filled["cursor"]}");
        Assert.False((bool)filled["complete"]!);
        Assert.Equal($"{tracked}", $"{await owner.Side.Track()}");
    }

    [Fact]
    public async Task Who_stands_by_handles_nothing_and_refuses_writes_until_it_takes_over()
    {
        await using var owner = await Member.Start(broker);
        await using var standby = await Member.Start(broker, isStandby: true);
        var learner = await WithHistory(owner);
        var there = standby.As(learner.Id, "learner");

        var refused = await there.PostAsync("/api/notifications/read-all", null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);

        await standby.Side.MoveFrom(owner.Side, epoch: 1);

        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await learner.Client.PostAsync("/api/notifications/read-all", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await there.PostAsync("/api/notifications/read-all", null)).StatusCode);
        await learner.IsSaid(learner.Completed(11));
        await Eventually.Is(
            async () => (await there.GetStringAsync("/api/notifications?limit=100")).Contains("Lesson 11"));
        Assert.DoesNotContain(
            (await learner.Notifications("limit=100")).Items, item => item.Text.Contains("Lesson 11"));
    }

    [Fact]
    public async Task A_stream_resumes_on_the_other_side_without_a_gap()
    {
        await using var owner = await Member.Start(broker);
        await using var standby = await Member.Start(broker, isStandby: true);
        var learner = await WithHistory(owner);
        using var before = await EventStream.Open(learner.Client, Guid.Empty);
        var seen = await before.Next(7);

        await standby.Side.MoveFrom(owner.Side, epoch: 1);
        using var after = await EventStream.Open(standby.As(learner.Id, "learner"), seen[2].Id);
        using var atTheEnd = await EventStream.Open(standby.As(learner.Id, "learner"), seen[^1].Id);
        var rest = await after.Next(4);
        await learner.IsSaid(learner.Completed(11));

        Assert.Equal(seen.Skip(3), rest);
        Assert.Contains("Lesson 11", Assert.Single(await after.Next(1)).Text);
        Assert.Contains("Lesson 11", Assert.Single(await atTheEnd.Next(1)).Text);
    }

    [Fact]
    public async Task What_could_not_be_handled_moves_along_and_the_new_owner_replays_it()
    {
        await using var owner = await Member.Start(broker);
        await using var standby = await Member.Start(broker, isStandby: true);
        var (waits, discarded) = (await Poison(owner), await Poison(owner));
        await owner.Desk().Discard(discarded.Id, "A test's.");

        await standby.Side.MoveFrom(owner.Side, epoch: 1);

        const string Desk = "/api/operations/notification/dead-letters";
        await Answers.AreEqual(
            owner.As("olga", "operator"), standby.As("olga", "operator"),
            $"{Desk}?limit=1", $"{Desk}?state=discarded", $"{Desk}/{waits.Id}", $"{Desk}/{discarded.Id}");
        Assert.Equal(HttpStatusCode.Accepted, (await standby.Desk().Replay(waits.Id)).StatusCode);
        // It is no better there.
        await standby.Desk().Again(waits.Id, attempts: 2);
        Assert.Equal(1, (await owner.Desk().Read(waits.Id)).Attempts);
    }

    [Fact]
    public async Task There_and_back_again_under_way_nothing_is_lost_and_nothing_is_told_twice()
    {
        await using var one = await Member.Start(broker);
        await using var other = await Member.Start(broker, isStandby: true);
        var learner = new Learner(one);
        await learner.Prefers("ann@example.org");

        using var moved = new CancellationTokenSource();
        var said = Task.Run(async () =>
        {
            var lessons = 0;
            while (!moved.IsCancellationRequested && lessons < Most - 1)
            {
                await learner.IsSaid(learner.Completed(++lessons, Most));
                await Task.Delay(10, CancellationToken.None);
            }

            // However long the moves take: who has the module then is who mails.
            await Task.Delay(Timeout.Infinite, moved.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await learner.IsSaid(learner.Finished());
            return lessons;
        });
        await other.Side.MoveFrom(one.Side, epoch: 1);
        await one.Side.MoveFrom(other.Side, epoch: 2);
        await other.Side.MoveFrom(one.Side, epoch: 3);
        await moved.CancelAsync();
        var lessons = await said;

        var there = other.As(learner.Id, "learner");
        var items = (await Eventually.Get(
            async () => (await there.GetFromJsonAsync<NotificationList>("/api/notifications?limit=100", Learner.Json))!,
            list => list.Items.Count > lessons)).Items;
        Assert.Equal(lessons + 1, items.Count);
        Assert.Equal(lessons, items.Where(item => item.Kind is Lesson).Select(item => item.Text).Distinct().Count());
        await Eventually.Is(() => Task.FromResult(
            Directory.Exists(other.Mailbox) && Directory.GetFiles(other.Mailbox, "*.eml").Length == 1));
        Assert.False(Directory.Exists(one.Mailbox));
    }

    [Fact]
    public async Task Mail_that_is_on_its_way_to_a_slow_server_is_waited_for_and_not_sent_again()
    {
        // Slower than a process that ends would wait.
        await using var mail = new MailServer { Slowness = TimeSpan.FromSeconds(2) };
        await using var owner = await Member.Start(broker, mail: mail);
        await using var standby = await Member.Start(broker, isStandby: true, mail: mail);
        var learner = new Learner(owner);
        await learner.Prefers("ann@example.org");
        await learner.IsSaid(learner.Finished());
        await Eventually.Is(() => Task.FromResult(mail.Connections > 0));

        await standby.Side.MoveFrom(owner.Side, epoch: 1);

        await using var db = await standby.Services
            .GetRequiredService<IDbContextFactory<NotificationDb>>().CreateDbContextAsync();
        Assert.NotNull((await db.Emails.SingleAsync()).SentAt);
        Assert.Single(mail.ReceivedBy("ann@example.org"));
    }

    [Fact]
    public async Task Who_dies_between_release_and_take_leaves_no_doubt_who_owns()
    {
        var database = $"Data Source={Path.Combine(Directory.CreateTempSubdirectory("moving-").FullName, "giver.db")}";
        await using var standby = await Member.Start(broker, isStandby: true);
        await using var giver = await Member.Start(broker, database: database);
        var learner = await WithHistory(giver);
        var position = await standby.Side.FillFrom(giver.Side);
        var tracking = (string)(await giver.Side.Track())["tracking"]!;
        await learner.Reads((await learner.Notifications()).Items[0].Id);
        var released = await giver.Side.Release(1);
        await giver.DisposeAsync();

        await using var again = await Member.Start(broker, database: database);
        Assert.Equal((1, false), await again.Side.Ownership());
        Assert.Equal((0, false), await standby.Side.Ownership());
        Assert.Equal($"{released}", $"{await again.Side.Release(1)}");
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await again.As(learner.Id, "learner").PostAsync("/api/notifications/read-all", null)).StatusCode);

        // What was interrupted is finished: the log of changes is still there.
        await standby.Side.CatchUpWith(again.Side, tracking, position);
        await standby.Side.Take(1);
        await standby.Side.Take(1);

        Assert.Equal((1, true), await standby.Side.Ownership());
        await AnswerAlike(again, standby, learner);
        Assert.Equal(
            HttpStatusCode.Conflict, (await standby.Side.Send(HttpMethod.Post, "/take", new { epoch = 0 })).StatusCode);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await again.Side.Send(HttpMethod.Post, "/release", new { epoch = 2 })).StatusCode);
        var page = new { tracking, cursor = (string?)null, complete = true, position, records = Array.Empty<object>() };
        Assert.Equal(
            HttpStatusCode.Conflict, (await standby.Side.Send(HttpMethod.Post, "/records", page)).StatusCode);
    }

    /// <summary>
    /// A learner with a notification of each kind, some read, an e-mail, preferences and a followed roadmap.
    /// </summary>
    private static async Task<Learner> WithHistory(Member owner)
    {
        var learner = new Learner(owner);
        await learner.Prefers("ann@example.org");
        await learner.IsSaid(learner.Published(1));
        await learner.IsSaid(learner.Enrolled());
        await learner.IsTold(Welcome);
        await learner.IsSaid(learner.Published(2));
        await learner.IsSaid(learner.Finished());
        for (var lesson = 1; lesson <= 4; lesson++)
        {
            await learner.IsSaid(learner.Completed(lesson));
        }

        var told = await learner.IsTold(Welcome, Announcement, Celebration, Lesson, Lesson, Lesson, Lesson);
        await learner.Reads(told[1].Id);
        await learner.Prefers("ann@example.org", Announcement);
        await learner.Prefers("ann@example.org");

        // The loop has marked it: from here on nothing changes by itself.
        await Eventually.Is(async () =>
        {
            await using var db = await owner.Services.GetRequiredService<IDbContextFactory<NotificationDb>>()
                .CreateDbContextAsync();
            return await db.Emails.AllAsync(email => email.SentAt != null);
        });
        return learner;
    }

    private static async Task<Desk.Letter> Poison(Member owner)
    {
        var poison = $"no JSON, {Guid.NewGuid()}";
        await owner.Bus.Send("notification-welcome-learner", Encoding.UTF8.GetBytes(poison));
        return await owner.Desk().Only(letter => letter.Body == poison);
    }

    private static Task AnswerAlike(Member one, Member other, Learner learner) => Answers.AreEqual(
        one.As(learner.Id, "learner"), other.As(learner.Id, "learner"),
        "/api/notifications?limit=2", "/api/notifications?unread=true&limit=1", "/api/notifications/preferences");
}
