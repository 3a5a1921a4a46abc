using Microsoft.AspNetCore.Hosting;

namespace Content.Tests.Catalogue;

/// <summary>The content service with a catalogue, and a database beside it that outlives the service.</summary>
public class ContentWithFiles(TestBroker broker, string folder) : ContentUnderTest(broker)
{
    public override string Database => $"Data Source={Path.Combine(folder, "content.db")}";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Catalogue", folder);
    }
}
