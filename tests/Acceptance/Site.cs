using System.Net;
using Stack;
using Stack.Control;

namespace Acceptance;

/// <summary>
/// The site under test, over HTTP alone: the one that <c>ACCEPTANCE_URL</c> names, or a stack of its own, in the shape
/// that <c>ACCEPTANCE_SHAPE</c> names: microservices, monolith, or extracting (a monolith that notification has left).
/// Whatever it has behind the gateway, these tests don't know.
/// </summary>
public class Site : IAsyncLifetime
{
    private OwnStack? own;
    private RunnerClient? client;
    private HttpClient http = null!;

    /// <summary>Stops and starts its processes; skips the test where nobody may.</summary>
    public Control Control
    {
        get
        {
            Assert.SkipWhen(
                client is null, "This site can't be stopped: ACCEPTANCE_CONTROL names no control.json of its runner.");
            return new(client);
        }
    }

    /// <summary>Where its gateway is.</summary>
    public Uri Address => http.BaseAddress!;

    /// <summary>Somebody without a token.</summary>
    public Caller Anyone => new(http);

    /// <summary>What else its runner is told.</summary>
    protected virtual string[] Arguments => [];

    public async ValueTask InitializeAsync()
    {
        var gateway = Environment.GetEnvironmentVariable("ACCEPTANCE_URL");
        var control = Environment.GetEnvironmentVariable("ACCEPTANCE_CONTROL");

        client = gateway is null ? await Start() : control is null ? null : At(control);
        http = new HttpClient
        {
            BaseAddress = gateway is null ? client!.Gateway : new(gateway),
            Timeout = TimeSpan.FromSeconds(60)
        };
        await Eventually.Is(IsReady, TimeSpan.FromSeconds(60));
    }

    public Task<Caller> Learner() => As(Fresh.Subject(), "learner");

    public Task<Caller> Author() => As(Fresh.Slug("author"), "author");

    /// <summary>Signs in.</summary>
    public async Task<Caller> As(string subject, params string[] roles)
    {
        var session = (await Anyone.Post("/api/session", new { subject, roles })).Is(HttpStatusCode.OK).As<Session>();
        return new Caller(http, subject, session.Token);
    }

    /// <summary>Somebody with a token of their own making.</summary>
    public Caller With(string token) => new(http, token: token);

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        client?.Dispose();
        if (own is not null)
        {
            await own.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private static RunnerClient At(string control) =>
        RunnerClient.In(Path.GetDirectoryName(control)!)
        ?? throw new InvalidOperationException($"ACCEPTANCE_CONTROL names {control}, and no stack runs from there.");

    private async Task<RunnerClient> Start()
    {
        var shape = Environment.GetEnvironmentVariable("ACCEPTANCE_SHAPE") ?? "microservices";
        // A broker of its own, where there can be one, may be stopped as well.
        var broker = TestBroker.IsInstalled ? null : TestBroker.Given;
        own = new(shape == "microservices" ? Shape.Microservices : Shape.Monolith, broker, Arguments);
        await own.InitializeAsync();
        if (shape == "extracting")
        {
            await own.Move("extract", "notification");
        }

        return own.Client;
    }

    private async Task<bool> IsReady()
    {
        try
        {
            return (await Anyone.Get("/health/ready")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private sealed record Session(string Token, DateTime ExpiresAt);
}
