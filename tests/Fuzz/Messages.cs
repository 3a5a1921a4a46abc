using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Acceptance;
using CsCheck;
using Messaging.Events;

namespace Fuzz;

/// <summary>Whatever lies in a queue is handled or set aside: it is in nobody's way.</summary>
[Collection(nameof(FuzzedSite))]
public class Messages(FuzzedSite site)
{
    private static readonly string[] Queues = [.. Topology.Reactions.Values.SelectMany(queues => queues)];

    private static readonly Gen<(string Queue, string Type, string Body)> Any = Gen.OneOf<string>(Queues)
        .SelectMany(queue =>
            Gen.Select(
                Gen.Const(queue),
                Gen.Frequency<string>(
                    (12, Gen.Const("application/vnd.masstransit+json")),
                    (1, Gen.OneOf<string>(
                        "application/json", "application/vnd.masstransit+bson", "text/plain", "", "x"))),
                Wild.Like(Envelope(queue))));

    [Fact]
    public async Task No_message_keeps_a_queue_from_the_next_one()
    {
        await Any.SampleAsync(
            message => site.Bus.Send(message.Queue, Encoding.UTF8.GetBytes(message.Body), message.Type),
            iter: 2_000,
            threads: 8);

        foreach (var queue in Queues)
        {
            await Eventually.Equal(0u, () => site.Bus.Depth(queue), TimeSpan.FromSeconds(60), queue);
        }

        await EveryReactionStillHappens();
        await WhatWasStoredCanBeRead();
    }

    // One learner's whole journey goes through every queue.
    private async Task EveryReactionStillHappens()
    {
        var slug = Fresh.Slug();
        var path = $"/api/enrollments/{slug}";
        using var author = await site.SignIn("an author", "author");
        using var learner = await site.SignIn(Fresh.Subject(), "learner");

        await Ok(author.PutAsJsonAsync($"/api/roadmaps/{slug}", Course("one")));
        await Ok(author.PostAsync($"/api/roadmaps/{slug}/publish", null));
        await Eventually.Is(async () => (await learner.PutAsync(path, null)).IsSuccessStatusCode);
        await Ok(learner.PutAsync($"{path}/lessons/one", null));
        await Eventually.Equal("1 1 1", Statistics);

        await Ok(learner.DeleteAsync($"{path}/lessons/one"));
        await Eventually.Equal("1 0 1", Statistics);

        // Told of a revision is who was known to follow, so the follower is there before it.
        await Told(learner, "celebration", "lesson", "welcome");
        using var revision = new HttpRequestMessage(HttpMethod.Put, $"/api/roadmaps/{slug}")
        {
            Content = JsonContent.Create(Course("one", "two"))
        };
        revision.Headers.TryAddWithoutValidation("If-Match", "*");
        await Ok(author.SendAsync(revision));
        await Told(learner, "announcement", "celebration", "lesson", "welcome");

        await Ok(author.PostAsync($"/api/roadmaps/{slug}/retire", null));
        await Eventually.Equal(HttpStatusCode.NotFound, async () =>
        {
            using var late = await site.SignIn(Fresh.Subject(), "learner");
            return (await late.PutAsync(path, null)).StatusCode;
        });

        async Task<string> Statistics()
        {
            var counted = (await author.GetFromJsonAsync<JsonNode>($"/api/roadmaps/{slug}/statistics"))!;
            return $"{counted["learners"]} {counted["lessonsCompleted"]} {counted["finished"]}";
        }
    }

    private static Task Told(HttpClient learner, params string[] kinds) => Eventually.Equal(
        string.Join(' ', kinds),
        async () =>
            string.Join(' ', (await learner.GetFromJsonAsync<JsonNode>("/api/notifications"))!["items"]!.AsArray()
                .Select(item => (string?)item!["kind"]).Order(StringComparer.Ordinal)));

    // Those that were nearly right were about this learner.
    private async Task WhatWasStoredCanBeRead()
    {
        using var learner = await site.SignIn("ada", "learner");

        foreach (var path in new[] { "/api/notifications?limit=100", "/api/enrollments", "/api/dashboard" })
        {
            await Ok(learner.GetAsync(path));
        }
    }

    private static async Task Ok(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        Assert.True(answer.IsSuccessStatusCode, $"{answer} {await answer.Content.ReadAsStringAsync()}");
    }

    private static JsonObject Course(params string[] lessons) => new()
    {
        ["title"] = "A course",
        ["stages"] = new JsonArray(new JsonObject
        {
            ["title"] = "A stage",
            ["lessons"] = new JsonArray([.. lessons.Select(lesson => (JsonNode)new JsonObject
            {
                ["slug"] = lesson,
                ["title"] = lesson,
                ["kind"] = "article",
                ["minutes"] = 1,
                ["body"] = "",
            })]),
        }),
    };

    /// <summary>A message that the queue's consumer can handle.</summary>
    private static string Envelope(string queue)
    {
        var @event = Topology.Reactions.Single(reaction => reaction.Value.Contains(queue)).Key;

        return new JsonObject
        {
            ["messageId"] = $"{Guid.NewGuid()}",
            ["messageType"] = new JsonArray($"urn:message:{@event.Namespace}:{@event.Name}"),
            ["sentTime"] = "2026-01-02T12:00:00Z",
            ["headers"] = new JsonObject { ["Repeat-Of"] = "2026-01-02T12:00:00Z" },
            ["message"] = new JsonObject(Fields(@event.Name)),
        }.ToJsonString();
    }

    private static Dictionary<string, JsonNode?> Fields(string @event) => @event switch
    {
        "RoadmapPublished" => new()
        {
            ["roadmap"] = "fuzzed",
            ["title"] = "Fuzzed",
            ["revision"] = 2,
            ["lessons"] = new JsonArray(new JsonObject { ["lesson"] = "one", ["title"] = "One", ["minutes"] = 5 }),
            ["publishedAt"] = "2026-01-02T12:00:00Z",
        },
        "RoadmapRetired" => new() { ["roadmap"] = "fuzzed", ["revision"] = 3, ["retiredAt"] = "2026-01-02T12:00:00Z" },
        _ => new()
        {
            ["learnerId"] = "ada",
            ["roadmap"] = "fuzzed",
            ["title"] = "Fuzzed",
            ["lesson"] = "one",
            ["lessonTitle"] = "One",
            ["completed"] = 1,
            ["total"] = 1,
            ["revision"] = 1,
            ["version"] = 2,
            ["enrolledAt"] = "2026-01-02T12:00:00Z",
            ["completedAt"] = "2026-01-02T12:00:00Z",
            ["reopenedAt"] = "2026-01-02T12:00:00Z",
        },
    };
}
