using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace Testing;

/// <summary>
/// One service as it really runs: Kestrel on a free port, the given broker or none, and a SQLite file of its own that
/// goes when it ends. Only the identity provider is a double.
/// </summary>
public abstract class ServiceUnderTest<TProgram>(TestBroker? broker) : WebApplicationFactory<TProgram>, IAsyncLifetime
    where TProgram : class
{
    private static readonly string Name = typeof(TProgram).Assembly.GetName().Name!;

    private readonly TestBus? bus = broker is null ? null : new(broker.Url);
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory($"{Name.ToLowerInvariant()}-");

    public TestIdentity Identity { get; } = new();

    /// <summary>The other side of the broker.</summary>
    public TestBus Bus => bus ?? throw new InvalidOperationException("This service runs without a broker.");

    /// <summary>The connection string of its database; override it for another kind of store.</summary>
    public virtual string Database => $"Data Source={Path.Combine(data.FullName, "test.db")}";

    public async ValueTask InitializeAsync()
    {
        await Identity.Start();
        await (bus?.Start() ?? Task.CompletedTask);

        UseKestrel();
        StartServer();
        await Eventually.Is(async () => (await Anonymous().GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Anonymous() => CreateClient();

    /// <summary>A client that calls as <paramref name="subject"/>, in <paramref name="roles"/>.</summary>
    public HttpClient As(string subject, params string[] roles)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", Identity.TokenFor(subject, roles));
        return client;
    }

    /// <summary>Its desk of dead letters, for an operator.</summary>
    public Desk Desk(string subject = "olga") => new(As(subject, "operator"), Name.ToLowerInvariant());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (bus?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Identity.DisposeAsync();
        data.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        // UseKestrel(0) comes too late on a busy machine: the server has started.
        .UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0")
        .UseSetting($"ConnectionStrings:{Name}", Database)
        .UseSetting("ConnectionStrings:RabbitMq", broker?.Url.ToString())
        .UseSetting("Identity:Authority", Identity.Authority)
        .UseSetting("Shutdown:DrainSeconds", "0");
}
