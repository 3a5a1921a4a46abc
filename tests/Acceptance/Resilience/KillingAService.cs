using Acceptance.Enrollments;
using Acceptance.Notifications;
using Acceptance.Roadmaps;

namespace Acceptance.Resilience;

[Collection<OneAtATime>]
public class KillingAService(Site site)
{
    [Fact]
    public async Task What_progress_answered_before_it_was_killed_is_told_once()
    {
        var (roadmap, learner) = await site.Enrolled("one", "two", "three", "open");

        foreach (var lesson in new[] { "one", "two", "three" })
        {
            await learner.Put($"{roadmap.Enrollments()}/lessons/{lesson}");
            await using (await site.Control.Kill("progress"))
            {
                // Right after the answer, before or after the event was sent.
            }
        }

        Assert.Equal(3, (await learner.Enrollment(roadmap)).CompletedCount);
        await learner.IsTold("welcome", "lesson", "lesson", "lesson");
        await learner.IsToldNoMore(roadmap, "one");
    }

    [Fact]
    public async Task What_content_answered_before_it_was_killed_is_announced_once()
    {
        var (roadmap, learner) = await site.Enrolled("one", "open");
        var author = await site.Author();

        await author.Revise(roadmap.With("one", "two", "open"));
        await using (await site.Control.Kill("content"))
        {
            // Right after the answer, before or after the event was sent.
        }

        await Eventually.Is(async () => (await learner.Enrollment(roadmap)).Total == 3);
        await learner.Complete(roadmap, "one");
        await learner.IsTold("welcome", "announcement", "lesson");
    }

    [Fact]
    public async Task What_notification_had_in_hand_when_it_was_killed_is_told_once()
    {
        var lessons = Enumerable.Range(0, 20).Select(number => $"lesson-{number}").ToArray();
        var (roadmap, learner) = await site.Enrolled([.. lessons, "open"]);

        await Task.WhenAll(lessons.Select(lesson => learner.Complete(roadmap, lesson)));
        await using (await site.Control.Kill("notification"))
        {
            // With messages read, and not all of them handled.
        }

        await learner.IsTold(["welcome", .. lessons.Select(_ => "lesson")]);
        await learner.IsToldNoMore(roadmap, lessons[0]);
    }
}
