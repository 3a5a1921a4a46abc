using Faults.Lab;
using Stack.Broker;

namespace Faults;

/// <summary>One site for all tests of a run; its last test is the audit when it ends.</summary>
public sealed class SiteUnderTest : IAsyncLifetime
{
    private Site? site;

    internal Site Site => site ?? throw new InvalidOperationException("It was not started.");

    public async ValueTask InitializeAsync()
    {
        if (RabbitMqServer.Find() is not null)
        {
            site = await Site.Start();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null)
        {
            await using var ending = site;
            var audit = await Audit.Of(site);
            site.KeepFolder |= !audit.IsEven;
            Assert.True(audit.IsEven, $"{audit.Balance}, {string.Join(", ", audit.Waiting)}; {site.Folder}");
        }
    }
}
