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
        var changes = Enumerable.Range(0, 2_001).Select(_ => learner.TryComplete("http")).ToList();
        try
        {
            var refused = await await Task.WhenAny(changes).WaitAsync(TimeSpan.FromSeconds(60));

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal(0, (await learner.Enrollment()).CompletedCount);
        }
        finally
        {
            disk.SetResult();
        }

        await slow;
        Assert.Single(await Task.WhenAll(changes), answer => answer.StatusCode != HttpStatusCode.OK);
        Assert.Equal(1, (await learner.Complete("http")).CompletedCount);
    }
}
