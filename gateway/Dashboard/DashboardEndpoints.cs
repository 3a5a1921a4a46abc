using System.Text.Json.Nodes;
using Gateway.Proxy;
using ServiceDefaults;

namespace Gateway.Dashboard;

public static class DashboardEndpoints
{
    private const int Recommendations = 5;

    public static void MapDashboard(this WebApplication app) => app
        .MapGet("/api/dashboard", GetDashboard)
        .RequireAuthorization(Role.Learner)
        .WithSummary("Get the dashboard")
        .WithDescription("A learner's first page in one answer. What is down is named, and the rest still answers.");

    private static async Task<Dashboard> GetDashboard(
        HttpRequest request, Upstream upstream, CancellationToken cancellation)
    {
        // At once: the page is as slow as the slowest part, not as their sum.
        var roadmapsTask = upstream.Get("/api/roadmaps", "?limit=100", request, cancellation);
        var enrollmentsTask = upstream.Get("/api/enrollments", "?limit=100", request, cancellation);
        var notificationsTask = upstream.Get("/api/notifications", "?limit=20", request, cancellation);

        var roadmaps = (await roadmapsTask)?["items"]?.AsArray();
        var enrollments = (await enrollmentsTask)?["items"]?.AsArray();
        var notifications = await notificationsTask;

        (string Service, JsonNode? Answer)[] parts =
            [("content", roadmaps), ("progress", enrollments), ("notification", notifications)];

        return new(
            enrollments,
            notifications,
            Recommend(roadmaps, enrollments),
            [.. parts.Where(part => part.Answer is null).Select(part => part.Service)]);
    }

    // Without enrollments nobody knows what is new to the learner: better all of them than none.
    private static JsonNode[]? Recommend(JsonArray? roadmaps, JsonArray? enrollments)
    {
        var enrolled = (enrollments ?? []).Select(enrollment => (string?)enrollment?["roadmap"]).ToHashSet();

        return roadmaps?
            .OfType<JsonNode>()
            .Where(roadmap => (string?)roadmap["status"] == "published" && !enrolled.Contains((string?)roadmap["slug"]))
            .Take(Recommendations)
            .ToArray();
    }
}

/// <summary>One answer composed from three services, each part null while its service is down.</summary>
public sealed record Dashboard(
    JsonArray? Enrollments, JsonNode? Notifications, JsonNode[]? Recommended, IReadOnlyList<string> Unavailable);
