using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Progress.Tests;

[Collection(nameof(ProgressUnderTest))]
public class LosingTheDatabase(ProgressUnderTest service)
{
    [Fact]
    public async Task A_database_file_that_was_removed_is_missed_until_it_is_back()
    {
        var learner = await Learner.Of(service, "http", "dns");
        var file = new SqliteConnectionStringBuilder(service.Database).DataSource;

        File.Move(file, $"{file}.away");
        var refused = await learner.TryComplete("http");
        var health = await service.Anonymous().GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        var reason = (string?)(await health.Content.ReadFromJsonAsync<JsonNode>())!["reasons"]!["database"];
        Assert.Contains($"{file} was removed", reason, StringComparison.Ordinal);
        Assert.False(File.Exists(file));

        File.Move($"{file}.away", file);
        Assert.Equal(1, (await learner.Complete("dns")).CompletedCount);
    }
}
