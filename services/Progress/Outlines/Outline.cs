using Contracts;

namespace Progress.Outlines;

/// <summary>
/// What progress knows of a roadmap, from content's events alone: it works while content is down. Lessons and
/// standing each keep the newest revision they heard of, since the events may come in any order.
/// </summary>
public class Outline
{
    public required string Roadmap { get; init; }

    public string Title { get; private set; } = "";

    /// <summary>The revision that the title and the lessons are of; 0 while none is known.</summary>
    public int Revision { get; private set; }

    public bool IsRetired { get; private set; }

    public int StandingRevision { get; private set; }

    public IReadOnlyList<OutlineLesson> Lessons { get; private set; } = [];

    public OutlineLesson? Find(string lesson) => Lessons.FirstOrDefault(known => known.Slug == lesson);

    /// <summary>Takes a publication in. False if its lessons are older than those already known.</summary>
    public bool Apply(RoadmapPublished published)
    {
        Stand(published.Revision, isRetired: false);
        return Replace(published.Revision, published.Title, published.Lessons);
    }

    /// <summary>Takes a retirement in, or a revision of what is retired. False if it brings no newer lessons.</summary>
    public bool Apply(RoadmapRetired retired)
    {
        Stand(retired.Revision, isRetired: true);
        return retired is { Title: { } title, Lessons: [_, ..] lessons } && Replace(retired.Revision, title, lessons);
    }

    private void Stand(int revision, bool isRetired)
    {
        if (revision > StandingRevision)
        {
            (IsRetired, StandingRevision) = (isRetired, revision);
        }
    }

    private bool Replace(int revision, string title, IReadOnlyList<PublishedLesson> lessons)
    {
        if (revision <= Revision)
        {
            return false;
        }

        (Title, Revision) = (title, revision);
        Lessons = [.. lessons.Select(lesson => new OutlineLesson(lesson.Lesson, lesson.Title))];
        return true;
    }
}
