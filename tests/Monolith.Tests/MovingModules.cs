using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using MassTransit;
using Messaging.Events;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Events;
using Monolith.Storage;
using Notifications.Tests;

namespace Monolith.Tests;

/// <summary>What the monolith does when some of its modules live elsewhere.</summary>
public class MovingModules(TestBroker broker)
{
    private sealed class MovableWithMail(TestBroker broker, MailServer mail) : MovableMonolith(broker)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Mail:Smtp", mail.Address);
        }
    }

    [Fact]
    public async Task An_event_tells_nothing_of_what_a_call_has_told()
    {
        await using var monolith = await Start(new MovableMonolith(broker));
        var learner = await (await new Learner(monolith).HasCourse("one", "two")).Enrolls();
        var enrollment = await learner.Get(learner.Enrollment);
        await Command(monolith, "progress/release", epoch: 1);
        var handled = new Handled();
        monolith.Services.GetRequiredService<IBus>().ConnectConsumeObserver(handled);

        var enrolled = new LearnerEnrolled(
            learner.Id, learner.Roadmap, "HTTP in depth", Revision: 2, Version: 1,
            enrollment["enrolledAt"]!.GetValue<DateTime>().ToUniversalTime());
        await monolith.Bus.Publish(enrolled, EventIdentity.Of(enrolled));
        await handled.Times(3, EventIdentity.Of(enrolled));
        Assert.Equal(("welcome", 1), (await learner.Told(), await learner.Learners()));

        var completed = new LessonCompleted(
            learner.Id, learner.Roadmap, "HTTP in depth", "one", "Lesson one", 1, 2, Version: 2, DateTime.UtcNow);
        await monolith.Bus.Publish(completed, EventIdentity.Of(completed));
        await Eventually.Equal("lesson welcome", learner.Told);
    }

    [Fact]
    public async Task Who_lives_elsewhere_gets_events_and_what_waited_is_done_once_it_is_back()
    {
        await using var monolith = await Start(new MovableMonolith(broker));
        var learner = await new Learner(monolith).HasCourse("one");
        var seen = await monolith.Bus.Watch<LearnerEnrolled>();
        await Command(monolith, "notification/release", epoch: 1);

        await learner.Enrolls();
        await seen.First(enrolled => enrolled.LearnerId == learner.Id);
        Assert.Equal(("", 1), (await learner.Told(), await learner.Learners()));

        var refused = await learner.Client.PostAsync("/api/notifications/read-all", null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);

        await Command(monolith, "notification/take", epoch: 2);
        await Eventually.Equal("welcome", learner.Told);
        await learner.Completes("one");
        Assert.Equal("celebration lesson welcome", await learner.Told());
    }

    [Fact]
    public async Task Notification_leaves_once_the_mail_that_a_request_sends_is_marked_as_sent()
    {
        await using var mail = new MailServer { Slowness = TimeSpan.FromSeconds(2) };
        await using var monolith = await Start(new MovableWithMail(broker, mail));
        var learner = await (await (await new Learner(monolith).HasCourse("one")).WantsMail()).Enrolls();
        var completing = learner.Completes("one");
        await Eventually.Is(() => Task.FromResult(mail.Connections > 0));

        await Command(monolith, "notification/release", epoch: 1);

        await using var db = await monolith.Services
            .GetRequiredService<IDbContextFactory<MonolithDb>>().CreateDbContextAsync();
        Assert.NotNull((await db.Emails.SingleAsync()).SentAt);
        await completing;
    }

    [Fact]
    public async Task The_other_side_answers_the_same_after_it_was_filled()
    {
        await using var giver = await Start(new MovableMonolith(broker));
        await using var receiver = await Start(new MovableMonolith(broker, standby: true));
        var learner = await (await (await new Learner(giver).HasCourse("one", "two", "three")).WantsMail()).Enrolls();
        await (await (await learner.Completes("two")).Completes("one")).HasCourse("two", "one");
        (await learner.Client.PostAsync("/api/notifications/read-all", null)).EnsureSuccessStatusCode();

        foreach (var module in new[] { "content", "progress", "notification" })
        {
            await Fill(giver, receiver, module);
            await Fill(giver, receiver, module);
        }

        foreach (var path in new[]
        {
            $"/api/roadmaps/{learner.Roadmap}", $"/api/roadmaps/{learner.Roadmap}/lessons/one",
            "/api/roadmaps?search=http",
            $"/api/roadmaps/{learner.Roadmap}/statistics", "/api/enrollments", "/api/notifications?limit=2",
            "/api/notifications/preferences",
        })
        {
            var expected = await learner.Client.GetAsync(path);
            var actual = await receiver.As(learner.Id, "learner").GetAsync(path);
            Assert.Equal(await expected.Content.ReadAsStringAsync(), await actual.Content.ReadAsStringAsync());
            Assert.Equal(expected.Headers.ETag, actual.Headers.ETag);
        }
    }

    [Fact]
    public async Task What_a_module_cannot_handle_lies_on_its_own_desk_and_a_replay_goes_back_to_its_queue()
    {
        await using var monolith = await Start(new MovableMonolith(broker));
        await Command(monolith, "progress/release", epoch: 1);
        var desk = new Desk(monolith.As("olga", "operator"), "notification");
        var otherDesk = new Desk(monolith.As("olga", "operator"), "content");
        var poison = $"no JSON, {Guid.NewGuid()}";

        foreach (var queue in new[] { "notification-welcome-learner", "content-count-learner" })
        {
            await Eventually.Is(() => monolith.Bus.Has(queue));
            await monolith.Bus.Send(queue, Encoding.UTF8.GetBytes(poison));
        }

        var letter = await desk.Only(letter => letter.Body == poison);
        var other = await otherDesk.Only(letter => letter.Body == poison);
        Assert.Equal(("notification-welcome-learner", "content-count-learner"), (letter.Queue, other.Queue));
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Get($"/{other.Id}")).StatusCode);

        Assert.Equal(HttpStatusCode.Accepted, (await desk.Replay(letter.Id)).StatusCode);
        await desk.Again(letter.Id, attempts: 2);
    }

    [Fact]
    public void Every_queue_has_its_reaction_and_nothing_else_has() => Assert.Equal(
        from flow in Topology.Flows from queue in flow.Queues orderby queue select (queue, flow.Event),
        from reaction in Reactions.ByQueue orderby reaction.Key select (reaction.Key, reaction.Value.Event));

    private static async Task<MovableMonolith> Start(MovableMonolith monolith)
    {
        await monolith.InitializeAsync();
        return monolith;
    }

    private static async Task Command(MovableMonolith monolith, string command, int epoch) =>
        (await monolith.Modules.PostAsJsonAsync($"/internal/modules/{command}", new { epoch }))
            .EnsureSuccessStatusCode();

    /// <summary>Carries a snapshot from one side to the other, page by page, as the gateway does.</summary>
    private static async Task Fill(MovableMonolith giver, MovableMonolith receiver, string module)
    {
        string? after = null;
        do
        {
            var cursor = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            var page = (await giver.Modules.GetFromJsonAsync<JsonObject>(
                $"/internal/modules/{module}/snapshot?limit=2{cursor}"))!;
            after = (string?)page["next"];
            var records = JsonSerializer.SerializeToElement(page["records"]);
            (await receiver.Modules.PostAsJsonAsync($"/internal/modules/{module}/records", new
            {
                tracking = "a test's",
                cursor = after,
                complete = after is null,
                position = 0,
                records,
            })).EnsureSuccessStatusCode();
        }
        while (after is not null);
    }
}
