using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Preferences;

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
        ClaimsPrincipal learner, MonolithDb db, CancellationToken cancellation)
    {
        var stored = await db.Preferences.AsNoTracking()
            .SingleOrDefaultAsync(preferences => preferences.LearnerId == learner.LearnerId(), cancellation);

        return TypedResults.Ok(PreferencesView.Of(stored?.Email, stored?.Muted ?? []));
    }

    private static Task<Ok<PreferencesView>> ReplacePreferences(
        PreferencesView wanted, ClaimsPrincipal learner, Transactions transactions, CancellationToken cancellation) =>
        transactions.Run(async db =>
        {
            var stored = await db.Preferences.FindAsync(learner.LearnerId());
            if (stored is null)
            {
                stored = new LearnerPreferences { LearnerId = learner.LearnerId() };
                db.Preferences.Add(stored);
            }

            (stored.Email, stored.Muted) = (wanted.Email, [.. wanted.MutedKinds.Distinct().Order()]);
            return TypedResults.Ok(PreferencesView.Of(stored.Email, stored.Muted));
        }, cancellation);
}
