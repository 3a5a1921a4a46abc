using Microsoft.AspNetCore.Hosting;

[assembly: AssemblyFixture(typeof(TestBroker))]

namespace Monolith.Tests;

/// <summary>The monolith as it first starts: nothing but its file, and mail going to a folder.</summary>
public class MonolithAlone() : ServiceUnderTest<Program>(broker: null)
{
    public string Mailbox { get; } = Path.Combine(Path.GetTempPath(), $"mailbox-{Guid.NewGuid():n}");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(Mailbox))
        {
            Directory.Delete(Mailbox, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Catalogue", Path.Combine(AppContext.BaseDirectory, "no-catalogue"));
        builder.UseSetting("Mail:PickupFolder", Mailbox);
    }
}

/// <summary>The monolith, ready for its modules to leave.</summary>
public class MovableMonolith(TestBroker broker, bool standby = false) : ServiceUnderTest<Program>(broker)
{
    private const string Key = "a key of the tests alone";

    /// <summary>What the gateway asks of a module.</summary>
    public HttpClient Modules
    {
        get
        {
            var client = CreateClient();
            client.DefaultRequestHeaders.Add("Authorization", $"Bearer {Key}");
            return client;
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Catalogue", Path.Combine(AppContext.BaseDirectory, "no-catalogue"));
        builder.UseSetting("Modules:Key", Key);
        builder.UseSetting("Modules:Standby", $"{standby}");
    }
}
