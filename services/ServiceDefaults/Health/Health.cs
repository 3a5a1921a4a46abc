using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ServiceDefaults;

/// <summary>Two questions to a process: does it live, and should it be sent requests?</summary>
public static class Health
{
    public const string Path = "/health";

    /// <summary>Tags what readiness needs. Degraded is ready: a service without its broker serves on.</summary>
    public const string ReadyTag = "ready";

    internal static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks($"{Path}/live", new() { Predicate = _ => false, ResponseWriter = Write });
        app.MapHealthChecks(
            $"{Path}/ready", new() { Predicate = check => check.Tags.Contains(ReadyTag), ResponseWriter = Write });
    }

    private static Task Write(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(new
        {
            report.Status,
            Checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status),
            Reasons = report.Entries
                .Where(entry => entry.Value is { Status: not HealthStatus.Healthy, Description: not null })
                .ToDictionary(entry => entry.Key, entry => entry.Value.Description),
        });
}
