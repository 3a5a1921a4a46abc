using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Monolith.Notifications;
using ServiceDefaults;

namespace Monolith.Streams;

public static class StreamEndpoint
{
    private const string LastEventId = "Last-Event-ID";

    public static void AddStreams(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Subscribers>();
        builder.Services.AddSingleton<NotificationStream>();
        builder.Services.AddHostedService<NotificationFeed>();
    }

    public static void MapStream(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/notifications/stream", OpenStream)
            .RequireAuthorization(Role.Learner).WithTags("Notifications");

    private static Results<ServerSentEventsResult<NotificationView?>, ValidationProblem> OpenStream(
        [FromHeader(Name = LastEventId)] string? lastEventId, ClaimsPrincipal learner, NotificationStream stream,
        CancellationToken cancellation)
    {
        Guid? lastSeen = null;
        if (!string.IsNullOrEmpty(lastEventId))
        {
            if (!Guid.TryParse(lastEventId, out var id))
            {
                return BadInput.Field(LastEventId, "Not the id of a notification.");
            }

            lastSeen = id;
        }

        return TypedResults.ServerSentEvents(stream.Read(learner.LearnerId(), lastSeen, cancellation));
    }
}
