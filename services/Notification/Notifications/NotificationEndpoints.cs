using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Messaging.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Notifications.Storage;
using ServiceDefaults;
using Streams;

namespace Notifications;

public static class NotificationEndpoints
{
    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        var notifications = routes.MapGroup("/api/notifications")
            .RequireAuthorization(Role.Learner).WithTags("Notifications");

        notifications.MapGet("/", ListNotifications);
        notifications.MapPost("/{id:guid}/read", MarkRead);
        notifications.MapPost("/read-all", MarkAllRead);
        notifications.MapStream<NotificationDb, Notification, NotificationView>(
            "/stream", "notification", NotificationView.Of);
    }

    private static async Task<Ok<NotificationList>> ListNotifications(
        ClaimsPrincipal learner, NotificationDb db, CancellationToken cancellation,
        bool unread = false, TimeCursor? before = null, [Range(1, 100)] int limit = 20)
    {
        var all = db.Notifications.AsNoTracking().Where(n => n.LearnerId == learner.LearnerId());
        var wanted = unread ? all.Unread() : all;

        var page = await (before is null ? wanted : wanted.Before(before))
            .OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id)
            .Take(limit + 1)
            .ToListAsync(cancellation);

        List<NotificationView> items = [.. page.Take(limit).Select(NotificationView.Of)];
        return TypedResults.Ok(new NotificationList(
            items,
            await all.Unread().CountAsync(cancellation),
            page.Count > limit ? $"{new TimeCursor(items[^1].CreatedAt, items[^1].Id)}" : null));
    }

    private static Task<Results<Ok<NotificationView>, NotFound>> MarkRead(
        Guid id, ClaimsPrincipal learner, Writer<NotificationDb> writer, TimeProvider clock,
        CancellationToken cancellation) =>
        writer.Run<Results<Ok<NotificationView>, NotFound>>(async db =>
        {
            if (await db.Notifications.SingleOrDefaultAsync(
                n => n.Id == id && n.LearnerId == learner.LearnerId()) is not { } notification)
            {
                return TypedResults.NotFound();
            }

            notification.ReadAt ??= clock.Now();
            return TypedResults.Ok(NotificationView.Of(notification));
        }, cancellation);

    private static async Task<Ok<MarkedRead>> MarkAllRead(
        ClaimsPrincipal learner, Writer<NotificationDb> writer, TimeProvider clock, CancellationToken cancellation)
    {
        var read = await writer.Run(db => db.Notifications
            .Where(n => n.LearnerId == learner.LearnerId()).Unread()
            .ExecuteUpdateAsync(change => change.SetProperty(n => n.ReadAt, clock.Now())), cancellation);

        return TypedResults.Ok(new MarkedRead(read));
    }
}
