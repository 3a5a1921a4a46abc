using System.Net;
using Microsoft.AspNetCore.Hosting;

namespace Notifications.Tests;

[Collection(nameof(NotificationUnderTest))]
public sealed class OpeningManyStreams(TestBroker broker) : IAsyncLifetime
{
    private readonly Narrow service = new(broker);

    private sealed class Narrow(TestBroker broker) : NotificationUnderTest(broker)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Streams:OfOneLearner", "2").UseSetting("Streams:InAll", "3");
        }
    }

    public ValueTask InitializeAsync() => service.InitializeAsync();

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task One_too_many_is_refused_until_another_is_closed()
    {
        using var learner = service.As("ada", "learner");
        using var one = await EventStream.Open(learner);
        var other = await EventStream.Open(learner);

        Assert.Equal(HttpStatusCode.TooManyRequests, await Status(learner));

        other.Dispose();
        await Eventually.Equal(HttpStatusCode.OK, () => Status(learner));
    }

    [Fact]
    public async Task When_the_service_has_all_that_it_can_serve_nobody_gets_another()
    {
        using var ada = await EventStream.Open(service.As("ada", "learner"));
        using var grace = await EventStream.Open(service.As("grace", "learner"));
        using var alan = await EventStream.Open(service.As("alan", "learner"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(service.As("edsger", "learner")));
    }

    private static async Task<HttpStatusCode> Status(HttpClient learner)
    {
        using var answer = await learner.GetAsync(
            "/api/notifications/stream", HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode || answer.Headers.RetryAfter is not null);

        return answer.StatusCode;
    }
}
