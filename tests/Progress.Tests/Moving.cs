using System.Net;
using Contracts;
using Messaging.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Progress.Outlines;
using Progress.Storage;

namespace Progress.Tests;

public class Moving(TestBroker broker)
{
    /// <summary>One side: the owner, or what stands by beside it.</summary>
    private sealed class Member(TestBroker broker, bool isStandby) : ServiceUnderTest<Program>(broker)
    {
        public Side Side => new(Anonymous(), "progress");

        public static async Task<Member> Start(TestBroker broker, bool isStandby = false)
        {
            var member = new Member(broker, isStandby);
            await member.InitializeAsync();
            return member;
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            Side.Configure(builder, isStandby);
        }
    }

    private readonly string learner = $"learner-{Guid.NewGuid():n}";
    private readonly string roadmap = $"roadmap-{Guid.NewGuid():n}";

    [Fact]
    public async Task A_copy_answers_every_read_like_the_original_and_follows_every_change()
    {
        await using var owner = await Member.Start(broker);
        await using var standby = await Member.Start(broker, isStandby: true);
        var client = owner.As(learner, "learner");
        await Publish(owner, roadmap, revision: 1, "one", "two", "three");
        foreach (var more in new[] { $"{roadmap}-b", $"{roadmap}-c" })
        {
            await Publish(owner, more, revision: 1, "one");
            await Enroll(client, more);
        }

        await Enroll(client, roadmap);
        await Complete(client, "one");
        await Complete(client, "two");

        var position = await standby.Side.FillFrom(owner.Side, limit: 1);
        await AnswerAlike(owner, standby);

        // A completion, one taken back, an outline that leaves nothing open, and one that is retired.
        await Complete(client, "three");
        (await client.DeleteAsync($"/api/enrollments/{roadmap}/lessons/one")).EnsureSuccessStatusCode();
        await Publish(owner, roadmap, revision: 2, "two", "three");
        await Eventually.Is(
            async () => (await client.GetStringAsync($"/api/enrollments/{roadmap}")).Contains("Revision 2"));
        await owner.Bus.Publish(new RoadmapRetired(roadmap + "-b", 2, DateTime.UtcNow));
        await Eventually.Is(async () =>
            (await EnrollAnother(owner, $"{roadmap}-b")).StatusCode is HttpStatusCode.NotFound);
        var tracking = (string)(await owner.Side.Track())["tracking"]!;
        position = await standby.Side.CatchUpWith(owner.Side, tracking, position, limit: 1);

        await AnswerAlike(owner, standby);
        await owner.Side.Release(1);
        await standby.Side.CatchUpWith(owner.Side, tracking, position);
        await standby.Side.Take(1);
        Assert.Equal(HttpStatusCode.NotFound, (await EnrollAnother(standby, $"{roadmap}-b")).StatusCode);
    }

    [Fact]
    public async Task Large_courses_travel_in_pages_that_the_other_side_takes()
    {
        const int Courses = 40;
        await using var owner = await Member.Start(broker);
        await using var standby = await Member.Start(broker, isStandby: true);
        await owner.Side.Track();
        PublishedLesson[] lessons = [.. Enumerable.Range(1, 500)
            .Select(number => new PublishedLesson($"lesson-{number}", new('x', 1000), 10))];
        await owner.Services.GetRequiredService<Writer<ProgressDb>>().Run(async db =>
        {
            for (var course = 0; course < Courses; course++)
            {
                var outline = new Outline { Roadmap = $"{roadmap}-{course}" };
                outline.Apply(new RoadmapPublished(outline.Roadmap, "Large", 1, lessons, DateTime.UtcNow));
                await db.Outlines.AddAsync(outline);
            }
        });

        foreach (var first in new[] { "/snapshot?limit=500", "/changes?limit=500" })
        {
            var page = await owner.Side.Get(first);
            Assert.InRange(page["records"]!.ToJsonString().Length, 4_000_000, 12_000_000);
        }

        await standby.Side.FillFrom(owner.Side);
        Assert.Equal(Courses, (int)(await standby.Side.State())["counts"]!["outline"]!);
    }

    [Fact]
    public async Task While_learners_go_on_no_completion_and_no_event_is_lost()
    {
        string[] lessons = [.. Enumerable.Range(1, 150).Select(number => $"lesson-{number}")];
        await using var one = await Member.Start(broker);
        await using var other = await Member.Start(broker, isStandby: true);
        var completed = await one.Bus.Watch<LessonCompleted>();
        var finished = await one.Bus.Watch<RoadmapCompleted>();
        await Publish(one, roadmap, revision: 1, lessons);
        HttpClient[] sides = [one.As(learner, "learner"), other.As(learner, "learner")];
        await Enroll(sides[0], roadmap);

        // As the gateway would: one side refuses, the other one takes it.
        var learning = Task.Run(async () =>
        {
            foreach (var lesson in lessons)
            {
                await Eventually.Is(async () =>
                    (await TryComplete(sides[0], lesson)).IsSuccessStatusCode
                    || (await TryComplete(sides[1], lesson)).IsSuccessStatusCode);
            }
        });
        await other.Side.MoveFrom(one.Side, epoch: 1);
        await one.Side.MoveFrom(other.Side, epoch: 2);
        await other.Side.MoveFrom(one.Side, epoch: 3);
        await learning;

        Assert.Contains("\"completedCount\":150", await sides[1].GetStringAsync($"/api/enrollments/{roadmap}"));
        await finished.First(mine => mine.LearnerId == learner);
        await Eventually.Equal(
            lessons.Length,
            () => Task.FromResult(
                completed.All(mine => mine.LearnerId == learner).Select(mine => mine.Lesson).Distinct().Count()));
        Assert.Equal(
            lessons.Length,
            completed.All(mine => mine.LearnerId == learner).Select(mine => mine.Version).Distinct().Count());
        Assert.Single(finished.Ids(mine => mine.LearnerId == learner).Distinct());
    }

    private Task<HttpResponseMessage> TryComplete(HttpClient client, string lesson) =>
        client.PutAsync($"/api/enrollments/{roadmap}/lessons/{lesson}", null);

    private async Task Complete(HttpClient client, string lesson) =>
        (await TryComplete(client, lesson)).EnsureSuccessStatusCode();

    private static Task<HttpResponseMessage> EnrollAnother(Member side, string roadmap) =>
        side.As($"learner-{Guid.NewGuid():n}", "learner").PutAsync($"/api/enrollments/{roadmap}", null);

    private static Task Enroll(HttpClient client, string roadmap) =>
        Eventually.Is(async () => (await client.PutAsync($"/api/enrollments/{roadmap}", null)).IsSuccessStatusCode);

    private static Task Publish(Member owner, string roadmap, int revision, params string[] lessons) =>
        owner.Bus.Publish(new RoadmapPublished(
            roadmap, $"Revision {revision}", revision,
            [.. lessons.Select(lesson => new PublishedLesson(lesson, lesson, 10))], DateTime.UtcNow));

    private Task AnswerAlike(Member one, Member other) => Answers.AreEqual(
        one.As(learner, "learner"), other.As(learner, "learner"),
        "/api/enrollments?limit=1", $"/api/enrollments/{roadmap}", $"/api/enrollments/{roadmap}-none");
}
