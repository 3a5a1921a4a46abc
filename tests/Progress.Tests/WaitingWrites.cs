using System.Net;
using Messaging.Storage;
using Microsoft.Extensions.DependencyInjection;
using Progress.Storage;

namespace Progress.Tests;

[Collection(nameof(ProgressUnderTest))]
public class WaitingWrites(ProgressUnderTest service)
{
    [Fact]
    public async Task While_too_many_changes_wait_the_next_is_told_to_come_back_and_readers_read_on()
    {
        var learner = await Learner.Of(service, "http");
        var writer = service.Services.GetRequiredService<Writer<ProgressDb>>();
        var disk = new TaskCompletionSource();

        // A slow disk, as the writer sees it, and those who wait for it.
        var slow = writer.Run(_ => disk.Task);
        await Eventually.Equal(0, () => Task.FromResult(writer.Waiting));
        var waiting = Enumerable.Range(0, 2_000).Select(_ => writer.Run(_ => Task.CompletedTask)).ToList();
        try
        {
            var refused = await learner.TryComplete("http");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal(0, (await learner.Enrollment()).CompletedCount);
        }
        finally
        {
            disk.SetResult();
        }

        await Task.WhenAll([slow, .. waiting]);
        Assert.Equal(1, (await learner.Complete("http")).CompletedCount);
    }
}
