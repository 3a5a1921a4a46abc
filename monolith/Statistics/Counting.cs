using Contracts;
using Microsoft.EntityFrameworkCore;
using Monolith.Events;
using Monolith.Storage;

namespace Monolith.Statistics;

/// <summary>
/// Statistics' reactions. Harmless when run twice, or late: there is one fact of each name, and it stays unless the
/// new one's version is newer.
/// </summary>
internal static class Counting
{
    public static Task CountLearner(MonolithDb db, Delivery<LearnerEnrolled> delivery) =>
        db.Keep(Fact.Of(delivery.Event));

    public static Task CountCompletion(MonolithDb db, Delivery<LessonCompleted> delivery) =>
        db.Keep(Fact.Of(delivery.Event));

    public static Task UncountCompletion(MonolithDb db, Delivery<LessonReopened> delivery) =>
        db.Keep(Fact.Of(delivery.Event));

    public static Task CountFinisher(MonolithDb db, Delivery<RoadmapCompleted> delivery) =>
        db.Keep(Fact.Of(delivery.Event));

    private static Task<int> Keep(this MonolithDb db, Fact fact) => db.Database.ExecuteSqlAsync($"""
        INSERT INTO Facts (Roadmap, Name, Learner, Version, Holds)
        VALUES ({fact.Roadmap}, {fact.Name}, {fact.Learner}, {fact.Version}, {fact.Holds})
        ON CONFLICT (Roadmap, Name, Learner) DO UPDATE SET Version = excluded.Version, Holds = excluded.Holds
        WHERE excluded.Version > Version
        """);
}
