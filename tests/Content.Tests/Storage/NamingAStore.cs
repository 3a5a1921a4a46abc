using Content.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Content.Tests.Storage;

public class NamingAStore
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Host=db;Password=secret")]
    [InlineData("mongodb://user:secret@127.0.0.1")]
    [InlineData("content.db")]
    public void A_connection_string_that_names_no_store_is_refused_with_examples(string? connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Content", connectionString)]);

        var failure = Assert.Throws<InvalidOperationException>(builder.AddRoadmapStore);

        Assert.Contains("mongodb://server/database", failure.Message);
        Assert.Contains("Data Source=content.db", failure.Message);
        Assert.DoesNotContain("secret", failure.Message);
    }
}
