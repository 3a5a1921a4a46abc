using System.Net;
using Acceptance.Enrollments;
using Acceptance.Notifications;
using Acceptance.Roadmaps;

namespace Acceptance.Gateway;

public class ComposingTheDashboard(Site site)
{
    [Fact]
    public async Task The_dashboard_shows_enrollments_notifications_and_recommendations()
    {
        var roadmap = await (await site.Author()).Publish(Draft.Of("one", "two"));
        var learner = await site.Learner();
        await learner.Enroll(roadmap);
        await learner.Complete(roadmap, "one");
        await learner.IsTold("welcome", "lesson");

        var dashboard = await WholeDashboardOf(learner);

        var enrollment = Assert.Single(dashboard.Enrollments!);
        Assert.Equal((roadmap.Slug, 50), (enrollment.Roadmap, enrollment.Percent));
        Assert.Equal((2, 2), (dashboard.Notifications!.Items.Length, dashboard.Notifications.UnreadCount));
        Assert.NotEmpty(dashboard.Recommended!);
        Assert.DoesNotContain(dashboard.Recommended!, item => item.Slug == roadmap.Slug);
    }

    [Fact]
    public async Task The_dashboard_of_somebody_new_recommends()
    {
        var dashboard = await WholeDashboardOf(await site.Learner());

        Assert.Empty(dashboard.Enrollments!);
        Assert.Empty(dashboard.Notifications!.Items);
        Assert.NotEmpty(dashboard.Recommended!);
    }

    // On a busy machine a part may come too late, and is then left out.
    private static Task<Dashboard> WholeDashboardOf(Caller learner) => Eventually.Get(
        async () => (await learner.Get("/api/dashboard")).Is(HttpStatusCode.OK).As<Dashboard>(),
        dashboard => dashboard.Unavailable is []);
}
