using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Progress.Tests;

[Collection(nameof(ProgressUnderTest))]
public class BadInput(ProgressUnderTest service)
{
    [Theory]
    [InlineData("GET", "/api/enrollments?limit=abc", "limit")]
    [InlineData("GET", "/api/enrollments?limit=0", "limit")]
    [InlineData("GET", "/api/enrollments?limit=101", "limit")]
    [InlineData("GET", "/api/enrollments?after=made-up", "after")]
    [InlineData("GET", "/api/enrollments?after=", "after")]
    [InlineData("PUT", "/api/enrollments/No_Slug", "roadmap")]
    [InlineData("PUT", "/api/enrollments/some-roadmap/lessons/Ünknown", "lesson")]
    [InlineData("DELETE", "/api/enrollments/some-roadmap/lessons/a--b", "lesson")]
    public async Task It_is_400_and_names_the_field(string method, string path, string field)
    {
        var response = await service.As("learner-1", "learner").SendAsync(new HttpRequestMessage(new(method), path));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }

    [Fact]
    public async Task Without_a_token_it_is_401_and_in_another_role_403()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Anonymous().GetAsync("/api/enrollments")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await service.As("author-1", "author").GetAsync("/api/enrollments")).StatusCode);
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData(
        """{"messageType":["urn:message:Contracts:RoadmapPublished"],"message":"""
        + """{"roadmap":null,"title":null,"revision":1,"lessons":[]}}""")]
    [InlineData(
        """{"messageType":["urn:message:Contracts:RoadmapPublished"],"message":{"roadmap":"x","revision":"one"}}""")]
    public async Task A_message_that_cannot_be_handled_goes_aside_and_its_neighbours_are_handled(string poison)
    {
        await service.Bus.Send("progress-replace-outline", Encoding.UTF8.GetBytes(poison));
        var neighbour = await Learner.Of(service, "http");

        Assert.Equal(100, (await neighbour.Complete("http")).Percent);
        var letter = await service.Desk().Only(letter => letter.Body == poison);
        Assert.Equal(
            ("progress-replace-outline", "RoadmapPublished", 1), (letter.Queue, letter.Event, letter.Attempts));
    }
}
