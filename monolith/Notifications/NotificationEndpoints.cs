using System.ComponentModel.DataAnnotations;
using System.Security.Claims;

using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Notifications;

public static class NotificationEndpoints
{
    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        var notifications = routes.MapGroup("/api/notifications")
            .RequireAuthorization(Role.Learner).WithTags("Notifications");

        notifications.MapGet("/", ListNotifications);
        notifications.MapPost("/{id:guid}/read", MarkRead);
        notifications.MapPost("/read-all", MarkAllRead);
    }

    private static async Task<Results<Ok<NotificationList>, ValidationProblem>> ListNotifications(
        ClaimsPrincipal learner, MonolithDb db, CancellationToken cancellation,
        bool unread = false, string? before = null, [Range(1, 100)] int limit = 20)
    {
        PageEnd? end = null;
        if (before is not null && !PageEnd.TryParse(before, out end))
        {
            return BadInput.Field(nameof(before), "Not a cursor: take it from 'next' of the page before.");
        }

        var all = db.Notifications.AsNoTracking().Where(n => n.LearnerId == learner.LearnerId());
        var wanted = unread ? all.Unread() : all;

        var page = await (end is { } known ? wanted.Before(known) : wanted)
            .OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id)
            .Take(limit + 1)
            .ToListAsync(cancellation);

        List<NotificationView> items = [.. page.Take(limit).Select(NotificationView.Of)];
        return TypedResults.Ok(new NotificationList(
            items,
            await all.Unread().CountAsync(cancellation),
            page.Count > limit ? PageEnd.CursorAfter(items[^1]) : null));
    }

    private static Task<Results<Ok<NotificationView>, NotFound>> MarkRead(
        Guid id, ClaimsPrincipal learner, Transactions transactions, TimeProvider clock,
        CancellationToken cancellation) =>
        transactions.Run<Results<Ok<NotificationView>, NotFound>>(async db =>
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
        ClaimsPrincipal learner, Transactions transactions, TimeProvider clock, CancellationToken cancellation)
    {
        var read = await transactions.Run(db => db.Notifications
            .Where(n => n.LearnerId == learner.LearnerId()).Unread()
            .ExecuteUpdateAsync(change => change.SetProperty(n => n.ReadAt, clock.Now())), cancellation);

        return TypedResults.Ok(new MarkedRead(read));
    }
}
