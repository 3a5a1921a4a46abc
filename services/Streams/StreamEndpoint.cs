using System.Net.ServerSentEvents;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServiceDefaults;

namespace Streams;

/// <summary>Server-sent events: a learner's rows, as they come and without a gap.</summary>
public static class StreamEndpoint
{
    private const string LastEventId = "Last-Event-ID";

    public static void AddStreams<TDb, TRow>(this IHostApplicationBuilder builder)
        where TDb : DbContext
        where TRow : class, IStreamed
    {
        builder.Services.AddOptions<StreamLimits>()
            .BindConfiguration("Streams").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Subscribers<TRow>>();
        builder.Services.AddSingleton<ResumableStream<TDb, TRow>>();
        builder.Services.AddHostedService<Feed<TDb, TRow>>();
    }

    /// <summary>Streams each row as the view of it, in events of this type.</summary>
    public static void MapStream<TDb, TRow, TView>(
        this IEndpointRouteBuilder routes, string pattern, string type, Func<TRow, TView> view)
        where TDb : DbContext
        where TRow : class, IStreamed
        where TView : class
    {
        routes.MapGet(pattern, OpenStream).EndsAtHead();

        Results<ServerSentEventsResult<TView?>, ValidationProblem, ProblemHttpResult> OpenStream(
            [FromHeader(Name = LastEventId)] string? lastEventId, ClaimsPrincipal learner, HttpContext context,
            Subscribers<TRow> subscribers, ResumableStream<TDb, TRow> stream, CancellationToken cancellation)
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
                    : TypedResults.Problem(
                        "As many streams are open as can be served. Try again soon.", statusCode: 503);
            }

            context.Response.OnCompleted(() =>
            {
                subscribers.Remove(subscription);
                return Task.CompletedTask;
            });
            context.Response.PassUnbuffered();
            return TypedResults.ServerSentEvents(
                stream.Read(subscription, lastSeen, context.TokenEnd(), ItemOf, cancellation));
        }

        SseItem<TView?> ItemOf(TRow row) => new(view(row), type) { EventId = $"{row.Id}" };
    }
}
