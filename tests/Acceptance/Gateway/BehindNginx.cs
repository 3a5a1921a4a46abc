using Acceptance.Enrollments;
using Acceptance.Notifications;
using Acceptance.Roadmaps;

namespace Acceptance.Gateway;

public class BehindNginx(Site site)
{
    [Fact]
    public async Task A_notification_passes_nginx_as_it_happens()
    {
        await using var nginx = await Nginx.InFrontOf(site.Address);
        using var http = new HttpClient { BaseAddress = nginx.Address };
        var roadmap = await (await site.Author()).Publish(Draft.Of("one"));
        var learner = await site.Learner();
        using var stream = await NotificationStream.Open(new Caller(http, learner.Subject, learner.Token));

        await learner.Enroll(roadmap);

        Assert.Equal("welcome", (await stream.Next()).Notification.Kind);
    }
}
