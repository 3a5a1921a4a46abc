using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests;

public class BecomingSomeoneElse(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task What_the_former_learner_asked_for_is_not_told_to_the_next()
    {
        var (asked, changed) = (new TaskCompletionSource(), new TaskCompletionSource());
        var learners = new ConcurrentDictionary<string, string>();
        gateway.Notification.Answers["/api/notifications"] = async context =>
        {
            var learner = learners.GetOrAdd(
                context.Request.Headers.Authorization.ToString(), _ => learners.IsEmpty ? "the former" : "the next");
            (learner == "the former" ? asked : changed).TrySetResult();
            await changed.Task;
            await context.Response.WriteAsJsonAsync(ListFor(learner));
        };
        await ServePageWithScript("""
            await fetch("/api/roadmaps/asked");
            document.getElementById("someone-else").click();
            """);
        gateway.Content.Answers["/api/roadmaps/asked"] = _ => asked.Task;

        var page = await Chromium.Shows($"{gateway.Anonymous().BaseAddress}api/roadmaps/page#/%");

        Assert.Contains("Welcome, the next.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Welcome, the former.", page, StringComparison.Ordinal);
    }

    // A browser that is only started and read can't click: a script does, from where the page's own come from.
    private async Task ServePageWithScript(string script)
    {
        var page = await gateway.Anonymous().GetStringAsync("/");
        Serve("page", "text/html", page.Replace("</head>", """<script type="module" src="script"></script></head>"""));
        Serve("script", "text/javascript", script);
    }

    private void Serve(string slug, string type, string text) =>
        gateway.Content.Answers[$"/api/roadmaps/{slug}"] = context =>
        {
            context.Response.ContentType = type;
            return context.Response.WriteAsync(text);
        };

    private static object ListFor(string learner) => new
    {
        items = new[]
        {
            new
            {
                id = learner, kind = "welcome", text = $"Welcome, {learner}.", createdAt = DateTime.UtcNow,
                readAt = (string?)null
            },
        },
        unreadCount = 1,
    };
}
