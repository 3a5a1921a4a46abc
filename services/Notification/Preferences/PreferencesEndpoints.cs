using System.Security.Claims;
using System.Text.Json.Serialization;
using Messaging.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Notifications.Mail;
using Notifications.Storage;
using ServiceDefaults;

namespace Notifications.Preferences;

/// <summary>Preferences as clients see and send them, always whole.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record PreferencesView([MailAddress] string? Email, IReadOnlyList<NotificationKind> Muted);

public static class PreferencesEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var preferences = routes.MapGroup("/api/notifications/preferences")
            .RequireAuthorization(Role.Learner).WithTags("Notifications");

        preferences.MapGet("/", GetPreferences);
        preferences.MapPut("/", ReplacePreferences);
    }

    private static async Task<Ok<PreferencesView>> GetPreferences(
        ClaimsPrincipal learner, NotificationDb db, CancellationToken cancellation)
    {
        var stored = await db.Preferences.AsNoTracking()
            .SingleOrDefaultAsync(preferences => preferences.LearnerId == learner.LearnerId(), cancellation);

        return TypedResults.Ok(new PreferencesView(stored?.Email, stored?.Muted ?? []));
    }

    private static Task<Ok<PreferencesView>> ReplacePreferences(
        PreferencesView wanted, ClaimsPrincipal learner, Writer<NotificationDb> writer, CancellationToken cancellation) =>
        writer.Run(async db =>
        {
            var stored = await db.Preferences.FindAsync(learner.LearnerId());
            if (stored is null)
            {
                stored = new LearnerPreferences { LearnerId = learner.LearnerId() };
                db.Preferences.Add(stored);
            }

            (stored.Email, stored.Muted) = (wanted.Email, [.. wanted.Muted.Distinct().Order()]);
            return TypedResults.Ok(new PreferencesView(stored.Email, stored.Muted));
        }, cancellation);
}
