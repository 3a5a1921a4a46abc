using Content.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Content.Tests.Storage;

public class WritesToMongo
{
    [Fact]
    public void An_answer_means_that_most_members_have_it_on_disk_whatever_the_address_says()
    {
        var content = new MongoContent(new MongoUrl("mongodb://127.0.0.1/content?w=1&journal=false"));

        Assert.Equal(WriteConcern.WMajority.With(journal: true), content.Roadmaps.Settings.WriteConcern);
        Assert.Equal(WriteConcern.WMajority.With(journal: true), content.Facts.Settings.WriteConcern);
    }
}

public class FullDocuments(MongoUnderTest database) : StoreContract(database), IClassFixture<MongoUnderTest>
{
    [Fact]
    public async Task A_revision_whose_event_has_no_room_is_refused_as_what_may_pass_and_stored_once_there_is_room()
    {
        var roadmap = Large(Mark).Publish(Now);
        await Save(roadmap, 0);

        var refused = await Record.ExceptionAsync(async () =>
        {
            while (roadmap.Revision < 50)
            {
                var next = roadmap with { Revision = roadmap.Revision + 1 };
                await Save(next, roadmap.Revision);
                roadmap = next;
            }
        });

        Assert.InRange(roadmap.Revision, 17, 25);
        Assert.Equal((503, "5"), await Answer(Assert.IsType<EventsWaitException>(refused)));
        await IsStored(roadmap);
        await Database.Outbox.Forget(await Database.Outbox.Pending([], 500, None), None);
        Assert.True(await Save(roadmap with { Revision = roadmap.Revision + 1 }, roadmap.Revision));
    }

    private async Task<(int, string?)> Answer(Exception failure)
    {
        var http = new DefaultHttpContext { RequestServices = Database.Services };
        foreach (var handler in Database.Services.GetServices<IExceptionHandler>())
        {
            await handler.TryHandleAsync(http, failure, None);
        }

        return (http.Response.StatusCode, http.Response.Headers.RetryAfter);
    }
}

/// <summary>What a process leaves that dies while it counts.</summary>
public class InterruptedCounts(MongoUnderTest database) : StoreContract(database), IClassFixture<MongoUnderTest>
{
    [Fact]
    public async Task A_fact_that_is_in_the_counts_and_does_not_say_so_counts_once()
    {
        await Database.Store.Keep(new(Mark, "a", "lea", 1, true), None);
        await Database.Store.Keep(new(Mark, "a", "leo", 1, true), None);
        using var client = new MongoClient(database.Address);
        var stored = client.GetDatabase(database.Address!.DatabaseName);
        var facts = stored.GetCollection<BsonDocument>("facts");
        var lea = await facts.Find(new BsonDocument { ["roadmap"] = Mark, ["learner"] = "lea" }).SingleAsync();

        await stored.GetCollection<FactCountsDocument>("factCounts").InsertOneAsync(
            new(Mark, 1, [new("a", 1)], [new(lea["_id"].AsObjectId, 1, Holds: true)]));
        Assert.Equal(2, (await Database.Store.CountFacts(Mark, None))["a"]);

        await Database.Store.Keep(new(Mark, "a", "lea", 2, false), None);
        Assert.Equal(1, (await Database.Store.CountFacts(Mark, None))["a"]);
    }
}
