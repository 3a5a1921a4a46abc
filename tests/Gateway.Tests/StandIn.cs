using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests;

/// <summary>
/// Stands for a service behind the gateway: what the service does is not the gateway's business. It is the one double
/// here. It answers with what it was asked, unless a test says otherwise.
/// </summary>
public sealed class StandIn : IAsyncDisposable
{
    private readonly string name;
    private readonly WebApplication app;

    public StandIn(string name)
    {
        this.name = name;

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        app = builder.Build();
        app.MapGet("/health/ready", async (HttpContext context) =>
        {
            if (Probes++ % SilenceEvery == SilenceEvery - 1)
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            return Ready ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        });
        app.MapFallback("{**path}", context =>
        {
            Requests.Add(context.Request.Path);
            return (Answers.GetValueOrDefault(context.Request.Path) ?? Otherwise ?? Echo)(context);
        });
    }

    public string Address => app.Urls.First();

    public bool Ready { get; set; } = true;

    /// <summary>Of so many questions whether it is ready, the last is never answered.</summary>
    public int SilenceEvery { get; set; } = int.MaxValue;

    /// <summary>How often the gateway asked whether it is ready.</summary>
    public int Probes { get; private set; }

    /// <summary>The paths that were asked for.</summary>
    public ConcurrentBag<string> Requests { get; } = [];

    /// <summary>What to answer, by path.</summary>
    public ConcurrentDictionary<string, RequestDelegate> Answers { get; } = [];

    /// <summary>What to answer to any other path.</summary>
    public RequestDelegate? Otherwise { get; set; }

    public void Answer(string path, JsonNode json) =>
        Answers[path] = context => context.Response.WriteAsJsonAsync(json);

    public Task Start() => app.StartAsync();

    public Task Stop() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Echo(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        await context.Response.WriteAsJsonAsync(new
        {
            service = name,
            asked = $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
            authorization = context.Request.Headers.Authorization.ToString(),
            traceparent = context.Request.Headers.TraceParent.ToString(),
            body = await body.ReadToEndAsync(),
        });
    }
}
