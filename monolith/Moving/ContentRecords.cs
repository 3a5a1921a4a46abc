using System.Text.Json;
using Catalogue;
using Monolith.Roadmaps;
using Monolith.Statistics;
using Monolith.Storage;
using Moving.Records;
using Moving.Tables;

namespace Monolith.Moving;

/// <summary>
/// How content's data travels. A roadmap's row changes with each of its parts, which travel inside it.
/// </summary>
internal static class ContentRecords
{
    public static readonly IReadOnlyList<ModuleTable<MonolithDb>> Tables =
    [
        ModuleTable.Of(
            "roadmap", "Roadmaps",
            (MonolithDb db, string rows) => db.Roadmaps.Rows(rows).Whole(),
            Pack,
            (MonolithDb db, MovedRoadmap r) => Store(db, r))
            with { AtOnce = 10 },
        ModuleTable.Of(
            "fact", "Facts",
            (MonolithDb db, string rows) => db.Facts.Rows(rows),
            f => new MovedFact(f.Roadmap, f.Name, f.Learner, f.Version, f.Holds),
            (MonolithDb db, MovedFact f) => db.Put<Fact>(f)),
        MovedLetters.Of<MonolithDb>(ModuleName.Content),
    ];

    private static MovedRoadmap Pack(Roadmap roadmap) => new(
        roadmap.Slug, roadmap.Title, roadmap.Summary, roadmap.Tags, $"{roadmap.Status}".ToLowerInvariant(),
        roadmap.Revision, roadmap.UpdatedAt, roadmap.RetiredRevision, roadmap.RetiredAt, roadmap.IsFromCatalogue,
        [.. roadmap.Stages.Select(stage => new MovedStage(stage.Title, [.. stage.Lessons.Select(Pack)]))],
        roadmap.TextRevision);

    private static MovedLesson Pack(Lesson lesson) => new(
        lesson.Slug, lesson.Title, lesson.Kind, lesson.Minutes, lesson.Body,
        [.. lesson.Resources.Select(resource => new MovedResource(resource.Title, resource.Url))]);

    private static async Task Store(MonolithDb db, MovedRoadmap moved)
    {
        var lessons = moved.Stages.SelectMany(stage => stage.Lessons).ToList();
        await db.Put<Roadmap>(new
        {
            moved.Slug,
            moved.Title,
            moved.Summary,
            Tags = JsonSerializer.Serialize(moved.Tags),
            LessonCount = lessons.Count,
            Minutes = lessons.Sum(lesson => lesson.Minutes),
            Status = $"{Enum.Parse<RoadmapStatus>(moved.Status, ignoreCase: true)}",
            moved.Revision,
            moved.UpdatedAt,
            moved.RetiredRevision,
            moved.RetiredAt,
            moved.IsFromCatalogue,
            moved.TextRevision,
        });

        await db.RemoveText(moved.Slug);
        db.Stages.AddRange(moved.Stages.Index().Select(stage => Stage(moved.Slug, stage)));
        db.Words.AddRange(SearchWords.Of(moved.Title, moved.Summary, moved.Tags)
            .Select(word => new RoadmapWord(moved.Slug, word)));
    }

    private static Stage Stage(string roadmap, (int Position, MovedStage Moved) stage) => new()
    {
        Roadmap = roadmap,
        Position = stage.Position,
        Title = stage.Moved.Title,
        Lessons = [.. stage.Moved.Lessons.Index().Select(Lesson)],
    };

    private static Lesson Lesson((int Position, MovedLesson Moved) lesson) => new()
    {
        Position = lesson.Position,
        Slug = lesson.Moved.Slug,
        Title = lesson.Moved.Title,
        Kind = lesson.Moved.Kind,
        Minutes = lesson.Moved.Minutes,
        Body = lesson.Moved.Body,
        Resources = [.. lesson.Moved.Resources.Index().Select(resource => new Resource
        {
            Position = resource.Index,
            Title = resource.Item.Title,
            Url = resource.Item.Url,
        })],
    };
}
