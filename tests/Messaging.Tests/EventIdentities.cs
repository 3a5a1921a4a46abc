using Contracts;
using Messaging.Events;

namespace Messaging.Tests;

public class EventIdentities
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_same_facts_have_the_same_id_whatever_the_counts_say_by_now()
    {
        var event1 = new LessonCompleted("ada", "backend", "Backend", "dns", "DNS", 1, 3, 7, Noon);

        Assert.Equal(EventIdentity.Of(event1), EventIdentity.Of(event1 with { Completed = 2, Total = 9, Title = "B" }));
        Assert.NotEqual(EventIdentity.Of(event1), EventIdentity.Of(event1 with { Version = 8 }));
        Assert.NotEqual(EventIdentity.Of(event1), EventIdentity.Of(event1 with { LearnerId = "bob" }));
    }

    [Fact]
    public void Two_kinds_of_event_never_share_an_id()
    {
        var reopened = EventIdentity.Of(new LessonReopened("ada", "backend", "dns", 7, Noon));
        var finished = EventIdentity.Of(new RoadmapCompleted("ada", "backend", "Backend", 7, Noon));

        Assert.NotEqual(reopened, finished);
    }

    [Fact]
    public void Facts_that_touch_do_not_run_together() =>
        Assert.NotEqual(NameBasedId.Of("a", "bc"), NameBasedId.Of("ab", "c"));

    [Fact]
    public void Ids_survive_a_new_version_of_the_code() =>
        Assert.Equal(
            new Guid("4bfb3c31-782d-8f4e-aa8a-a97f6ee465d6"),
            EventIdentity.Of(new RoadmapPublished("backend", "Backend", 3, [], Noon)));
}
