using System.Net;
using Acceptance;

[assembly: AssemblyFixture(typeof(Site))]

namespace Acceptance;

/// <summary>
/// The site under test, over HTTP alone: the one that <c>ACCEPTANCE_URL</c> names, or a stack of its own. Whatever
/// shape it has behind the gateway, these tests don't know.
/// </summary>
public class Site : IAsyncLifetime
{
    private Runner? runner;
    private HttpClient http = null!;

    /// <summary>Stops and starts its processes; null where the site is somebody else's.</summary>
    public Control? Control { get; private set; }

    /// <summary>Somebody without a token.</summary>
    public Caller Anyone => new(http);

    /// <summary>Given to the runner; its own node otherwise.</summary>
    protected virtual Uri? Broker => TestBroker.Given;

    public virtual async ValueTask InitializeAsync()
    {
        var (gateway, control) = (
            Environment.GetEnvironmentVariable("ACCEPTANCE_URL"),
            Environment.GetEnvironmentVariable("ACCEPTANCE_CONTROL"));

        if (gateway is null)
        {
            runner = new Runner(Broker);
            control = await runner.ControlFile();
        }

        Control = control is null ? null : Control.From(control);
        http = new HttpClient { BaseAddress = new Uri(gateway ?? Control!.Gateway), Timeout = TimeSpan.FromSeconds(60) };
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

    public virtual async ValueTask DisposeAsync()
    {
        http?.Dispose();
        Control?.Dispose();
        if (runner is not null)
        {
            await runner.DisposeAsync();
        }

        GC.SuppressFinalize(this);
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
