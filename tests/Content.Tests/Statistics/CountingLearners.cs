using System.Net.Http.Json;
using Contracts;

namespace Content.Tests.Statistics;

[Collection(nameof(ContentService))]
public class CountingLearners(ContentUnderTest content)
{
    private static readonly DateTime Now = DateTime.UtcNow;

    [Fact]
    public async Task Learners_completions_and_finishers_are_counted()
    {
        var course = await content.Published("one", "two");
        foreach (var learner in new[] { "lea", "leo" })
        {
            await Publish(
                Enrolled(course, learner), Completed(course, learner, "one", 2), Completed(course, learner, "two", 3));
        }

        await Publish(new RoadmapCompleted("lea", course, "A course", 4, Now));

        await Counts(course, learners: 2, lessonsCompleted: 4, finished: 1);
    }

    [Fact]
    public async Task What_is_told_twice_counts_once()
    {
        var course = await content.Published("one");
        object[] events =
        [
            Enrolled(course, "lea"),
            Completed(course, "lea", "one", 2),
            new RoadmapCompleted("lea", course, "A course", 3, Now),
        ];

        await Publish([.. events, .. events]);
        await Publish(Enrolled(course, "leo"));

        await Counts(course, learners: 2, lessonsCompleted: 1, finished: 1);
    }

    [Fact]
    public async Task A_reopened_lesson_no_longer_counts()
    {
        var course = await content.Published("one", "two");
        await Publish(Completed(course, "lea", "one", 2), Completed(course, "lea", "two", 3));
        await Counts(course, learners: 0, lessonsCompleted: 2, finished: 0);

        await Publish(new LessonReopened("lea", course, "one", 4, Now));

        await Counts(course, learners: 0, lessonsCompleted: 1, finished: 0);
    }

    [Fact]
    public async Task A_late_completion_does_not_undo_a_newer_reopening()
    {
        var course = await content.Published("one", "two");
        await Publish(new LessonReopened("lea", course, "one", 3, Now));
        // Each kind has its own queue: the marks show when each of them has been read so far.
        await Publish(Completed(course, "leo", "two", 2), new LessonReopened("leo", course, "two", 3, Now));
        await Counts(course, learners: 0, lessonsCompleted: 0, finished: 0);

        await Publish(Completed(course, "lea", "one", 2));
        await Publish(Completed(course, "lou", "two", 2));

        await Counts(course, learners: 0, lessonsCompleted: 1, finished: 0);
        Assert.Equal(1, (await Read(course)).LessonsCompleted);
    }

    [Fact]
    public async Task A_completed_lesson_that_a_revision_removed_no_longer_counts()
    {
        var course = await content.Published("one", "two");
        await Publish(Completed(course, "lea", "one", 2), Completed(course, "lea", "two", 3));
        await Counts(course, learners: 0, lessonsCompleted: 2, finished: 0);

        await content.Replace(course, Course.Text(lessons: ["two", "three"]));

        await Counts(course, learners: 0, lessonsCompleted: 1, finished: 0);
    }

    private async Task Publish(params object[] events)
    {
        foreach (var @event in events)
        {
            // As what it is, not as an object.
            await content.Bus.Publish((dynamic)@event);
        }
    }

    private Task Counts(string course, int learners, int lessonsCompleted, int finished) =>
        Eventually.Equal(new Answer(course, learners, lessonsCompleted, finished), () => Read(course));

    private async Task<Answer> Read(string course) =>
        (await content.Anonymous().GetFromJsonAsync<Answer>($"/api/roadmaps/{course}/statistics"))!;

    private static LearnerEnrolled Enrolled(string course, string learner) =>
        new(learner, course, "A course", 2, 1, Now);

    private static LessonCompleted Completed(string course, string learner, string lesson, int version) =>
        new(learner, course, "A course", lesson, $"Lesson {lesson}", 1, 2, version, Now);

    private sealed record Answer(string Roadmap, int Learners, int LessonsCompleted, int Finished);
}
