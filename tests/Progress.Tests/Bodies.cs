using System.Net;

namespace Progress.Tests;

/// <summary>A body that nobody reads, of a request that acts: what refuses the one refuses the other.</summary>
[Collection(nameof(ProgressUnderTest))]
public class Bodies(ProgressUnderTest service)
{
    [Fact]
    public async Task A_body_that_never_comes_answers_408_and_nothing_was_done()
    {
        var (client, path) = await NotEnrolled();
        using var request = await (await HalfRequest.Send(client, "PUT", path)).Begin();

        await IsRefused("408 Request Timeout", request, client, path);
    }

    [Fact]
    public async Task A_body_that_is_no_chunk_answers_400_and_nothing_was_done()
    {
        var (client, path) = await NotEnrolled();
        using var request = await (await HalfRequest.Send(client, "PUT", path, length: null)).Begin();

        await IsRefused("400 Bad Request", request, client, path);
    }

    [Fact]
    public async Task A_body_that_is_too_large_answers_413_and_nothing_was_done()
    {
        var (client, path) = await NotEnrolled();
        using var request = await HalfRequest.Send(client, "PUT", path, length: 1024 * 1024 + 1);

        await IsRefused("413 Payload Too Large", request, client, path);
    }

    private static async Task IsRefused(string status, HalfRequest request, HttpClient client, string path)
    {
        var answer = await request.Answer();

        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("Nothing was done.", answer, StringComparison.Ordinal);
        using var enrollment = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, enrollment.StatusCode);
    }

    private async Task<(HttpClient Client, string Path)> NotEnrolled()
    {
        var somebody = await Learner.Of(service, "http");

        return (service.As($"learner-{Guid.NewGuid():n}", "learner"), $"/api/enrollments/{somebody.Roadmap}");
    }
}
