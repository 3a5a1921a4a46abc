using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests;

public class FollowingThePage(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task A_stream_that_ended_with_its_token_is_opened_again_with_a_new_one()
    {
        var tokens = new ConcurrentQueue<string>();
        gateway.Content.Answer("/api/roadmaps", new JsonObject { ["items"] = new JsonArray(), ["next"] = null });
        gateway.Notification.Answer(
            "/api/notifications", new JsonObject { ["items"] = new JsonArray(), ["unreadCount"] = 0 });
        gateway.Notification.Answers["/api/notifications/stream"] = context =>
        {
            tokens.Enqueue(context.Request.Headers.Authorization.ToString());
            context.Response.ContentType = "text/event-stream";
            return context.Response.WriteAsync($"event: {(tokens.Count == 1 ? "expired" : "ready")}\ndata: null\n\n");
        };

        await Chromium.Shows($"{gateway.Anonymous().BaseAddress}");

        var opened = tokens.Take(3).ToList();
        Assert.Equal(3, opened.Count);
        Assert.NotEqual(opened[0], opened[1]);
        // Any other end is no reason for a new token.
        Assert.Equal(opened[1], opened[2]);
    }
}
