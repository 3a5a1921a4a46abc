using System.Text.Json;
using Content.Roadmaps;
using Content.Statistics;
using Moving.Records;

namespace Content.Moving;

/// <summary>Roadmaps and facts as they travel when this module moves to another process or back.</summary>
internal static class MovedRoadmaps
{
    public const string Roadmap = "roadmap";
    public const string Fact = "fact";

    /// <summary>How many roadmaps are read at once: each may have a megabyte of text.</summary>
    public const int AtOnce = 10;

    public static MovedRoadmap Pack(this Roadmap roadmap) => new(
        roadmap.Slug, roadmap.Title, roadmap.Summary, roadmap.Tags, Name(roadmap.Status), roadmap.Revision,
        roadmap.UpdatedAt, roadmap.RetiredRevision, roadmap.RetiredAt, roadmap.IsFromCatalogue,
        [.. roadmap.Stages.Select(stage => new MovedStage(stage.Title, [.. stage.Lessons.Select(Pack)]))],
        roadmap.TextRevision);

    public static Roadmap Unpack(this MovedRoadmap moved)
    {
        var text = new RoadmapText
        {
            Title = moved.Title,
            Summary = moved.Summary,
            Tags = moved.Tags,
            Stages = [.. moved.Stages.Select(stage => new Stage
            {
                Title = stage.Title,
                Lessons = [.. stage.Lessons.Select(Unpack)],
            })],
        };
        return Roadmaps.Roadmap.Draft(moved.Slug, text, moved.UpdatedAt) with
        {
            Status = Enum.Parse<RoadmapStatus>(moved.Status, ignoreCase: true),
            Revision = moved.Revision,
            TextRevision = moved.TextRevision,
            RetiredRevision = moved.RetiredRevision,
            RetiredAt = moved.RetiredAt,
            IsFromCatalogue = moved.IsFromCatalogue,
        };
    }

    public static MovedFact Pack(this Fact fact) =>
        new(fact.Roadmap, fact.Name, fact.Learner, fact.Version, fact.Holds);

    public static Fact Unpack(this MovedFact moved) =>
        new(moved.Roadmap, moved.Name, moved.Learner, moved.Version, moved.Holds);

    private static string Name(RoadmapStatus status) => JsonNamingPolicy.CamelCase.ConvertName($"{status}");

    private static MovedLesson Pack(Lesson lesson) => new(
        lesson.Slug, lesson.Title, lesson.Kind, lesson.Minutes, lesson.Body,
        [.. lesson.Resources.Select(resource => new MovedResource(resource.Title, resource.Url))]);

    private static Lesson Unpack(MovedLesson moved) => new()
    {
        Slug = moved.Slug,
        Title = moved.Title,
        Kind = moved.Kind,
        Minutes = moved.Minutes,
        Body = moved.Body,
        Resources =
            [.. moved.Resources.Select(resource => new Resource { Title = resource.Title, Url = resource.Url })],
    };
}
