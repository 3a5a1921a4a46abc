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
        var pages = new PageReader(upstream, request);
        var roadmapsTask = pages.First("/api/roadmaps", cancellation);
        var enrollmentsTask = All("/api/enrollments", pages, cancellation);
        var notificationsTask = upstream.Get("/api/notifications", "?limit=20", request, cancellation);

        var enrollments = await enrollmentsTask;
        var recommended = await Recommend(await roadmapsTask, enrollments, pages, cancellation);
        var notifications = await notificationsTask;

        (string Service, object? Answer)[] parts =
            [("content", recommended), ("progress", enrollments), ("notification", notifications)];

        return new(
            enrollments,
            notifications,
            recommended,
            [.. parts.Where(part => part.Answer is null).Select(part => part.Service)]);
    }

    private static async Task<List<JsonNode>?> All(string path, PageReader pages, CancellationToken cancellation)
    {
        List<JsonNode> all = [];
        var page = await pages.First(path, cancellation);
        while (page is not null)
        {
            all.AddRange(page.Items);
            if (page.Next is null)
            {
                return all;
            }

            page = await pages.After(page, cancellation);
        }

        // Some of them would look like all.
        return null;
    }

    // Without enrollments nobody knows what is new to the learner: better all of them than none.
    private static async Task<List<JsonNode>?> Recommend(
        Page? page, List<JsonNode>? enrollments, PageReader pages, CancellationToken cancellation)
    {
        if (page is null)
        {
            return null;
        }

        var enrolled = (enrollments ?? []).Select(enrollment => (string?)enrollment["roadmap"]).ToHashSet();
        List<JsonNode> found = [];
        while (page is not null)
        {
            found.AddRange(page.Items
                .Where(roadmap => (string?)roadmap["status"] == "published")
                .Where(roadmap => !enrolled.Contains((string?)roadmap["slug"]))
                .Take(Recommendations - found.Count));

            var isEnough = found.Count == Recommendations || page.Next is null;
            page = isEnough ? null : await pages.After(page, cancellation);
        }

        return found;
    }
}

/// <summary>One answer composed from three services, each part null while its service is down.</summary>
public sealed record Dashboard(
    IReadOnlyList<JsonNode>? Enrollments, JsonNode? Notifications, IReadOnlyList<JsonNode>? Recommended,
    IReadOnlyList<string> Unavailable);
