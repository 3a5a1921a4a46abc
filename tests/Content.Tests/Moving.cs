using System.Net;
using System.Net.Http.Json;
using System.Text;
using Contracts;
using Microsoft.AspNetCore.Hosting;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Content.Tests;

/// <summary>From one kind of store to another, as from the monolith's to the service's and back.</summary>
public class Moving(TestBroker broker)
{
    private const string DeskPath = "/api/operations/content/dead-letters";

    private static readonly DateTime Now = DateTime.UtcNow;

    /// <summary>One side: the owner, or what stands by beside it; on a SQLite file or in MongoDB.</summary>
    private sealed class Member(TestBroker broker, string kind, bool isStandby, string? catalogue)
        : ContentUnderTest(broker)
    {
        private readonly MongoUrl? mongo = kind is "mongo" ? NewMongo() : null;

        public override string Database => mongo?.ToString() ?? base.Database;

        public Side Side => new(Anonymous(), "content");

        public static async Task<Member> Start(
            TestBroker broker, string kind, bool isStandby = false, string? catalogue = null)
        {
            var member = new Member(broker, kind, isStandby, catalogue);
            await member.InitializeAsync();
            return member;
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            if (mongo is not null)
            {
                using var client = new MongoClient(mongo);
                await client.DropDatabaseAsync(mongo.DatabaseName);
            }

            GC.SuppressFinalize(this);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            Side.Configure(builder, isStandby);
            if (catalogue is not null)
            {
                builder.UseSetting("Catalogue", catalogue);
            }
        }

        private static MongoUrl NewMongo()
        {
            var url = Environment.GetEnvironmentVariable("MONGODB_URL");
            Assert.SkipWhen(
                string.IsNullOrEmpty(url), "MONGODB_URL names no MongoDB server, such as mongodb://127.0.0.1:27017.");
            return new MongoUrlBuilder(url) { DatabaseName = $"content-moves-{Guid.NewGuid():n}" }.ToMongoUrl();
        }
    }

    [Theory]
    [InlineData("file", "file")]
    [InlineData("file", "mongo")]
    [InlineData("mongo", "file")]
    public async Task A_copy_answers_every_read_like_the_original_and_follows_every_change(string from, string to)
    {
        await using var owner = await Member.Start(broker, from);
        await using var standby = await Member.Start(broker, to, isStandby: true);
        var draft = await owner.Draft("one", "two");
        var published = await owner.Published("one", "two", "three");
        var retired = await owner.Published("one");
        (await owner.Author.PostAsync($"/api/roadmaps/{retired}/retire", null)).EnsureSuccessStatusCode();
        await Tell(owner, new LearnerEnrolled("lea", published, "A course", 2, 1, Now), Completed(published, "lea", 2));
        await Counts(owner.Author, published, "\"learners\":1,\"lessonsCompleted\":1,\"finished\":0");
        var letter = await Poison(owner);
        string[] paths =
        [
            "/api/roadmaps?limit=1", "/api/roadmaps?search=cour&tag=http",
            .. new[] { draft, published, retired }.SelectMany(slug =>
                new[]
                {
                    $"/api/roadmaps/{slug}", $"/api/roadmaps/{slug}/lessons/one", $"/api/roadmaps/{slug}/statistics"
                }),
        ];

        var position = await standby.Side.FillFrom(owner.Side, limit: 1);
        await Answers.AreEqual(owner.Author, standby.Author, paths);
        await Answers.AreEqual(owner.Anonymous(), standby.Anonymous(), paths);
        await Answers.AreEqual(Operator(owner), Operator(standby), DeskPath, $"{DeskPath}/{letter.Id}");
        Assert.Equal($"{(await owner.Side.State())["counts"]}", $"{(await standby.Side.State())["counts"]}");

        // A new roadmap, a revision with other words, a publication, and facts: new, taken back, and of another kind.
        var added = await owner.Published("one");
        await owner.Replace(published, Course.Text("Another title", lessons: ["one", "four"]));
        (await owner.Author.PostAsync($"/api/roadmaps/{draft}/publish", null)).EnsureSuccessStatusCode();
        await Tell(owner, new LessonReopened("lea", published, "one", 3, Now), Completed(published, "leo", 2));
        await Tell(owner, new RoadmapCompleted("lea", published, "A course", 4, Now), Completed(published, "lew", 2));
        await Counts(owner.Author, published, "\"learners\":1,\"lessonsCompleted\":2,\"finished\":1");
        await owner.Desk().Discard(letter.Id, "A test's.");
        var newLetter = await Poison(owner);
        var tracking = (string)(await owner.Side.Track())["tracking"]!;
        await standby.Side.CatchUpWith(owner.Side, tracking, position, limit: 1);
        await standby.Side.CatchUpWith(owner.Side, tracking, position, limit: 1);

        await Answers.AreEqual(
            owner.Author, standby.Author, [.. paths, $"/api/roadmaps/{added}", "/api/roadmaps?search=another"]);
        await Answers.AreEqual(
            Operator(owner), Operator(standby), DeskPath, $"{DeskPath}?state=discarded", $"{DeskPath}/{letter.Id}",
            $"{DeskPath}/{newLetter.Id}");
        Assert.Equal($"{(await owner.Side.State())["counts"]}", $"{(await standby.Side.State())["counts"]}");
    }

    [Theory]
    [InlineData("file", "file")]
    [InlineData("file", "mongo")]
    [InlineData("mongo", "file")]
    public async Task While_an_author_goes_on_no_revision_no_event_and_no_learner_is_lost(string from, string to)
    {
        const int Revisions = 60;
        await using var one = await Member.Start(broker, from);
        await using var other = await Member.Start(broker, to, isStandby: true);
        var news = await one.Bus.Watch<RoadmapPublished>();
        var slug = await one.Published("one");

        // As the gateway would: one side refuses, the other one takes it.
        var working = Task.Run(async () =>
        {
            for (var revision = 3; revision <= Revisions; revision++)
            {
                await Eventually.Is(async () =>
                    (await one.Replace(slug, Course.Text(), $"\"{revision - 1}\"")).IsSuccessStatusCode
                    || (await other.Replace(slug, Course.Text(), $"\"{revision - 1}\"")).IsSuccessStatusCode);
                await one.Bus.Publish(new LearnerEnrolled($"learner-{revision}", slug, "A course", 2, 1, Now));
            }
        });
        await other.Side.MoveFrom(one.Side, epoch: 1);
        await one.Side.MoveFrom(other.Side, epoch: 2);
        await other.Side.MoveFrom(one.Side, epoch: 3);
        await working;

        var response = await other.Author.GetAsync($"/api/roadmaps/{slug}");
        Assert.Equal($"\"{Revisions}\"", response.Headers.ETag?.ToString());
        await Counts(other.Author, slug, $"\"learners\":{Revisions - 2}");
        await Eventually.Is(() => Task.FromResult(news.All(mine => mine.Roadmap == slug)
            .Select(mine => mine.Revision).Distinct().Order().SequenceEqual(Enumerable.Range(2, Revisions - 1))));
    }

    [Fact]
    public async Task A_write_that_is_seen_long_after_its_stamp_moves_all_the_same()
    {
        await using var owner = await Member.Start(broker, "mongo");
        await using var standby = await Member.Start(broker, "file", isStandby: true);
        var slug = await owner.Published("one");
        var position = await standby.Side.FillFrom(owner.Side);

        using var client = new MongoClient(owner.Database);
        await client.GetDatabase(new MongoUrl(owner.Database).DatabaseName).GetCollection<BsonDocument>("facts")
            .InsertOneAsync(new()
            {
                ["roadmap"] = slug,
                ["name"] = "enrolled",
                ["learner"] = "lea",
                ["version"] = 1,
                ["holds"] = true,
                ["changedAt"] = DateTimeOffset.FromUnixTimeMilliseconds(position).UtcDateTime.AddSeconds(-30),
            });
        await owner.Side.Release(1);
        await standby.Side.CatchUpWith(owner.Side, (string)(await owner.Side.State())["tracking"]!, position, limit: 1);

        await Counts(standby.Author, slug, "\"learners\":1");
    }

    [Theory]
    [InlineData("file")]
    [InlineData("mongo")]
    public async Task Who_stands_by_writes_nothing_of_its_own_not_even_the_catalogue(string kind)
    {
        await using var standby = await Member.Start(
            broker, kind, isStandby: true, Path.Combine(AppContext.BaseDirectory, "catalogue"));

        var put = await standby.Author.PutAsJsonAsync($"/api/roadmaps/{Course.NewSlug()}", Course.Text());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, put.StatusCode);
        Assert.Equal("{\"items\":[],\"next\":null}", await standby.Author.GetStringAsync("/api/roadmaps"));
        Assert.Equal((0, false), await standby.Side.Ownership());
        await standby.Side.Take(3);
        Assert.Equal((3, true), await standby.Side.Ownership());
        Assert.Equal(
            HttpStatusCode.Created,
            (await standby.Author.PutAsJsonAsync($"/api/roadmaps/{Course.NewSlug()}", Course.Text())).StatusCode);
    }

    private static HttpClient Operator(Member member) => member.As("olga", "operator");

    private static async Task<Desk.Letter> Poison(Member owner)
    {
        var poison = $"no JSON, {Guid.NewGuid()}";
        await owner.Bus.Send("content-count-learner", Encoding.UTF8.GetBytes(poison));
        return await owner.Desk().Only(letter => letter.Body == poison);
    }

    private static LessonCompleted Completed(string course, string learner, int version) =>
        new(learner, course, "A course", "one", "Lesson one", 1, 3, version, Now);

    private static async Task Tell(Member owner, params object[] events)
    {
        foreach (var @event in events)
        {
            await (@event switch
            {
                LearnerEnrolled e => owner.Bus.Publish(e),
                LessonCompleted e => owner.Bus.Publish(e),
                LessonReopened e => owner.Bus.Publish(e),
                RoadmapCompleted e => owner.Bus.Publish(e),
                _ => throw new ArgumentException($"{@event} is none of content's events."),
            });
        }
    }

    private static Task Counts(HttpClient client, string slug, string expected) => Eventually.Is(async () =>
        (await client.GetStringAsync($"/api/roadmaps/{slug}/statistics")).Contains(expected));
}
