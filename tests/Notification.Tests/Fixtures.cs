using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(TestBroker))]

// One service at a time: instances with databases of their own would compete for the messages of the same queues.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Notifications.Tests;

/// <summary>The service, with mail going to a folder.</summary>
public class NotificationUnderTest(TestBroker broker) : ServiceUnderTest<Program>(broker)
{
    public string Mailbox { get; } = Path.Combine(Path.GetTempPath(), $"mailbox-{Guid.NewGuid():n}");

    /// <summary>Counts what the service has handled, for tests of what must not happen.</summary>
    public Handled Handled()
    {
        var handled = new Handled();
        Services.GetRequiredService<IBus>().ConnectConsumeObserver(handled);
        return handled;
    }

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
        // Tests reconnect faster than any client does, and than a closed connection is noticed.
        builder.UseSetting("Mail:PickupFolder", Mailbox).UseSetting("Streams:OfOneLearner", "1000");
    }
}

[CollectionDefinition(nameof(NotificationUnderTest))]
public sealed class NotificationTests : ICollectionFixture<NotificationUnderTest>;
