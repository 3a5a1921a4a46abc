using System.Net;

namespace Monolith.Tests;

/// <summary>What holds for every request, at the services and here.</summary>
public class Requests(MonolithAlone monolith) : IClassFixture<MonolithAlone>
{
    [Fact]
    public async Task A_request_whose_body_breaks_off_does_nothing()
    {
        var learner = await new Learner(monolith).HasCourse("one");
        using var request = await (await HalfRequest.Send(learner.Client, "PUT", learner.Enrollment)).Begin();
        request.BreakOff();

        Assert.Equal("", await request.Answer());
        Assert.Equal(HttpStatusCode.NotFound, (await learner.Client.GetAsync(learner.Enrollment)).StatusCode);
    }

    [Fact]
    public async Task HEAD_is_answered_like_GET()
    {
        var learner = await (await new Learner(monolith).HasCourse("one")).Enrolls();
        string[] paths =
        [
            "/health/ready", "/openapi/v1.json", "/api/roadmaps", $"/api/roadmaps/{learner.Roadmap}",
            $"/api/roadmaps/{learner.Roadmap}/lessons/one", $"/api/roadmaps/{learner.Roadmap}/statistics",
            "/api/enrollments", learner.Enrollment,
            "/api/notifications", "/api/notifications/preferences", "/api/notifications/stream",
        ];

        foreach (var path in paths)
        {
            await learner.Client.AnswersHeadLikeGet(path);
        }
    }

    [Theory]
    [InlineData("/api/roadmaps?after=", "after")]
    [InlineData("/api/enrollments?after=", "after")]
    [InlineData("/api/notifications?before=", "before")]
    public async Task An_empty_cursor_is_none(string path, string field)
    {
        var answer = await new Learner(monolith).Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            $"\"{field}\":[\"Must be the 'next' of an earlier page.\"]", await answer.Content.ReadAsStringAsync());
    }
}
