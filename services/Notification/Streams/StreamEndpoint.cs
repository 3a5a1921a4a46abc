using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ServiceDefaults;

namespace Notifications.Streams;

public static class StreamEndpoint
{
    private const string LastEventId = "Last-Event-ID";

    public static void AddStreams(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StreamLimits>()
            .BindConfiguration("Streams").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Subscribers>();
        builder.Services.AddSingleton<NotificationStream>();
        builder.Services.AddHostedService<NotificationFeed>();
    }

    public static void MapStream(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/notifications/stream", OpenStream)
            .RequireAuthorization(Role.Learner).WithTags("Notifications").EndsAtHead();

    private static Results<ServerSentEventsResult<NotificationView?>, ValidationProblem, ProblemHttpResult> OpenStream(
        [FromHeader(Name = LastEventId)] string? lastEventId, ClaimsPrincipal learner, HttpContext context,
        Subscribers subscribers, NotificationStream stream, CancellationToken cancellation)
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

        if (subscribers.TryAdd(learner.LearnerId(), out var subscription) is not Refusal.None and var refusal)
        {
            context.Response.Headers.RetryAfter = "5";
            return refusal is Refusal.LearnerHasTooMany
                ? TypedResults.Problem("Too many streams of yours are open: close one.", statusCode: 429)
                : TypedResults.Problem("As many streams are open as can be served. Try again soon.", statusCode: 503);
        }

        context.Response.OnCompleted(() =>
        {
            subscribers.Remove(subscription);
            return Task.CompletedTask;
        });
        context.Response.PassUnbuffered();
        return TypedResults.ServerSentEvents(stream.Read(subscription, lastSeen, context.TokenEnd(), cancellation));
    }
}
