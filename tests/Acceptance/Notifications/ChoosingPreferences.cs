using System.Net;
using Acceptance.Enrollments;
using Acceptance.Roadmaps;

namespace Acceptance.Notifications;

public class ChoosingPreferences(Site site)
{
    private const string Path = "/api/notifications/preferences";

    [Fact]
    public async Task Nothing_is_muted_and_no_address_known_at_first()
    {
        var preferences = await (await site.Learner()).Preferences();

        Assert.Null(preferences.Email);
        Assert.Empty(preferences.Muted);
    }

    [Fact]
    public async Task Preferences_are_kept_for_each_learner()
    {
        var learner = await site.Learner();

        (await learner.Put(Path, new { email = "ada@example.org", muted = new[] { "lesson" } })).Is(HttpStatusCode.OK);

        var kept = await learner.Preferences();
        Assert.Equal("ada@example.org", kept.Email);
        Assert.Equal(["lesson"], kept.Muted);
        Assert.Null((await (await site.Learner()).Preferences()).Email);
    }

    [Fact]
    public async Task A_muted_kind_makes_no_notification()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one"));
        var learner = await site.Learner();
        await learner.Put(Path, new { email = (string?)null, muted = new[] { "welcome", "lesson" } });

        await learner.Enroll(roadmap);
        await learner.Complete(roadmap, "one");

        await learner.IsTold("celebration");
    }

    [Theory]
    [InlineData("""{"email":"nonsense","muted":[]}""", "email")]
    [InlineData("""{"email":"ada@example.org\r\nBcc: all@example.org","muted":[]}""", "email")]
    [InlineData("""{"email":7,"muted":[]}""", "email")]
    [InlineData("""{"email":null,"muted":["gossip"]}""", "muted")]
    [InlineData("""{"email":null,"muted":[null]}""", "muted")]
    [InlineData("""{"email":null,"muted":"lesson"}""", "muted")]
    [InlineData("""{"email":null,"muted":null}""", "muted")]
    [InlineData("""{"email":null,"muted":[],"colour":"green"}""", "colour")]
    public async Task A_bad_field_is_refused_by_name_and_nothing_changed(string body, string field)
    {
        var learner = await site.Learner();
        await learner.Put(Path, new { email = "ada@example.org", muted = new[] { "lesson" } });

        (await learner.Put(Path, Json.Content(body))).Names(field);

        Assert.Equal("ada@example.org", (await learner.Preferences()).Email);
    }
}
