using System.Net;

namespace Acceptance;

/// <summary>
/// The site under test, over HTTP alone: the one that <c>ACCEPTANCE_URL</c> names, or a stack of its own. Whatever
/// shape it has behind the gateway, these tests don't know.
/// </summary>
public class Site : IAsyncLifetime
{
    private Runner? runner;
    private Control? control;
    private HttpClient http = null!;

    /// <summary>Stops and starts its processes; skips the test where nobody may.</summary>
    public Control Control
    {
        get
        {
            Assert.SkipWhen(control is null, "This site can't be stopped: ACCEPTANCE_CONTROL names no control.json of its runner.");
            return control;
        }
    }

    /// <summary>Where its gateway is.</summary>
    public Uri Address => http.BaseAddress!;

    /// <summary>Somebody without a token.</summary>
    public Caller Anyone => new(http);

    /// <summary>What its runner is told to use; null lets it start a node of its own.</summary>
    protected virtual Uri? Broker => TestBroker.Given;

    /// <summary>What else its runner is told.</summary>
    protected virtual string[] Arguments => [];

    public async ValueTask InitializeAsync()
    {
        var gateway = Environment.GetEnvironmentVariable("ACCEPTANCE_URL");
        var controlFile = Environment.GetEnvironmentVariable("ACCEPTANCE_CONTROL");

        if (gateway is null)
        {
            runner = new Runner(Broker, Arguments);
            controlFile = await runner.ControlFile();
        }

        control = controlFile is null ? null : Control.From(controlFile);
        http = new HttpClient { BaseAddress = new Uri(gateway ?? control!.Gateway), Timeout = TimeSpan.FromSeconds(60) };
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
        control?.Dispose();
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
