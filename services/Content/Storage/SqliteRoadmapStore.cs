using Content.Roadmaps;
using Content.Statistics;
using Contracts;
using Messaging.Database;
using Messaging.Events;
using Messaging.Outbox;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;

namespace Content.Storage;

/// <summary>Roadmaps in an embedded SQLite file.</summary>
public class SqliteRoadmapStore(IDbContextFactory<ContentDb> databases, Writer<ContentDb> writer) : IRoadmapStore
{
    private const int MostCandidates = 500;

    // Behind every word that begins with the text before it.
    private const string LastCharacter = "\U0010FFFF";

    public async Task Prepare()
    {
        await using (var db = await databases.CreateDbContextAsync())
        {
            await db.Migrate();
        }

        await writer.Run(db => db.AddMissingWords());
    }

    public async Task<IReadOnlyList<RoadmapListItem>> List(RoadmapQuery query, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var roadmaps = db.Roadmaps.Where(roadmap =>
            query.Statuses.Contains(roadmap.Status) && roadmap.Slug.CompareTo(query.After) > 0);

        if (query.Tag is { } tag)
        {
            roadmaps = roadmaps.Where(roadmap => roadmap.Tags.Contains(tag));
        }

        if (query.Words.MaxBy(word => word.Length) is { } longest)
        {
            // The word that fewest are likely to have names the candidates; if too many have it, a page is full soon.
            var end = longest + LastCharacter;
            var candidates = await db.Words
                .Where(known => known.Word.CompareTo(longest) >= 0 && known.Word.CompareTo(end) < 0)
                .OrderBy(known => known.Word).Select(known => known.Roadmap)
                .Take(MostCandidates + 1).ToListAsync(cancellation);
            if (candidates.Count <= MostCandidates)
            {
                roadmaps = roadmaps.Where(roadmap => candidates.Contains(roadmap.Slug));
            }

            roadmaps = roadmaps.Where(roadmap => query.Words.All(word => db.Words.Any(known =>
                known.Roadmap == roadmap.Slug
                && known.Word.CompareTo(word) >= 0 && known.Word.CompareTo(word + LastCharacter) < 0)));
        }

        return await roadmaps.OrderBy(roadmap => roadmap.Slug).Take(query.Limit)
            .Select(r => new RoadmapListItem(
                r.Slug, r.Title, r.Summary, r.Tags, r.Status, r.Revision, r.LessonCount, r.Minutes))
            .ToListAsync(cancellation);
    }

    public async Task<Roadmap?> Find(string slug, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Roadmaps.AsNoTracking().SingleOrDefaultAsync(roadmap => roadmap.Slug == slug, cancellation);
    }

    public Task<bool> Save(Roadmap roadmap, int expectedRevision, IEvent? news, CancellationToken cancellation) =>
        Save(roadmap, expectedRevision, news is null ? null : EventMessage.Of(news), cancellation);

    public Task<bool> Repeat(Roadmap roadmap, IEvent news, DateTime happenedAt, CancellationToken cancellation) =>
        Save(roadmap, roadmap.Revision, EventMessage.Repeating(news, happenedAt), cancellation);

    public Task Keep(Fact fact, CancellationToken cancellation) => writer.Run(
        db => db.Database.ExecuteSqlAsync($"""
            INSERT INTO Facts (Roadmap, Name, Learner, Version, Holds)
            VALUES ({fact.Roadmap}, {fact.Name}, {fact.Learner}, {fact.Version}, {fact.Holds})
            ON CONFLICT (Roadmap, Name, Learner) DO UPDATE SET Version = excluded.Version, Holds = excluded.Holds
            WHERE excluded.Version > Version
            """),
        cancellation);

    public async Task<IReadOnlyDictionary<string, int>> CountFacts(string roadmap, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.FactCounts.Where(counted => counted.Roadmap == roadmap && counted.Count > 0)
            .ToDictionaryAsync(counted => counted.Name, counted => counted.Count, cancellation);
    }

    private Task<bool> Save(
        Roadmap roadmap, int expectedRevision, OutboxMessage? message, CancellationToken cancellation) =>
        writer.Run(async db =>
        {
            var stored = await db.Roadmaps.Where(r => r.Slug == roadmap.Slug).Select(r => r.Revision)
                .SingleOrDefaultAsync();
            if (stored != expectedRevision)
            {
                return false;
            }

            await db.Replace(roadmap, isKnown: stored > 0);
            if (message is not null)
            {
                db.Outbox.Add(message);
            }

            return true;
        }, cancellation);
}
