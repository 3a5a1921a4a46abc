using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Tests;

public sealed class Shutdown : IAsyncLifetime
{
    private readonly GatewayUnderTest gateway = new() { Settings = { ["Shutdown:DrainSeconds"] = "1" } };

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Ready_turns_at_once_and_requests_are_served_while_it_drains()
    {
        var client = gateway.Anonymous();
        var stopped = Stop();

        await Eventually.Is(async () => await Ready(client) == HttpStatusCode.ServiceUnavailable);
        using var answer = await client.GetAsync("/api/roadmaps");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(stopped.IsCompleted);
        await stopped;
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/api/roadmaps"));
    }

    [Fact]
    public async Task A_stream_passes_event_by_event_and_ends_when_the_drain_does()
    {
        gateway.Notification.Answers["/api/notifications/stream"] = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("event: ready\ndata:\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var learner = await gateway.As("ada", "learner");
        using var reader = new StreamReader(await learner.GetStreamAsync("/api/notifications/stream"));

        Assert.Equal("event: ready", await reader.ReadLineAsync());

        await Stop().WaitAsync(TimeSpan.FromSeconds(4));
        await Assert.ThrowsAnyAsync<IOException>(reader.ReadToEndAsync);
    }

    [Fact]
    public async Task A_collector_of_telemetry_that_never_answers_does_not_hold_it_up()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var exporting = new GatewayUnderTest
        {
            Settings = { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{collector.LocalEndpoint}" },
        };
        await exporting.InitializeAsync();
        using var answer = await exporting.Anonymous().GetAsync("/api/roadmaps");

        // The runner and container engines kill after ten.
        await exporting.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(9));
    }

    private Task Stop() => Task.Run(() => gateway.Services.GetRequiredService<IHost>().StopAsync());

    private static async Task<HttpStatusCode> Ready(HttpClient client)
    {
        using var answer = await client.GetAsync("/health/ready");

        return answer.StatusCode;
    }
}
