using System.Text.Json.Nodes;

namespace Gateway.Tests;

public sealed class Documentation : IAsyncLifetime
{
    private readonly GatewayUnderTest gateway = new();

    public async ValueTask InitializeAsync()
    {
        gateway.Content.Answer("/openapi/v1.json", Part("/api/roadmaps", "Lesson"));
        gateway.Progress.Answer("/openapi/v1.json", Part("/api/enrollments", "Lesson"));
        await gateway.InitializeAsync();
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task One_document_describes_the_whole_API()
    {
        var document = await gateway.Anonymous().Json("/openapi/v1.json");
        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToList();

        Assert.Contains("/api/roadmaps", paths);
        Assert.Contains("/api/enrollments", paths);
        Assert.Contains("/api/session", paths);
        Assert.Contains("/api/dashboard", paths);
        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["bearer"]!["scheme"]);
    }

    [Fact]
    public async Task Schemas_of_one_name_stay_apart()
    {
        var document = await gateway.Anonymous().Json("/openapi/v1.json");
        var answer = document["paths"]!["/api/enrollments"]!["get"]!["responses"]!["200"]!;

        Assert.Equal("#/components/schemas/progress.Lesson", (string?)answer["schema"]!["$ref"]);
        Assert.Equal("/api/roadmaps", (string?)document["components"]!["schemas"]!["content.Lesson"]!["title"]);
        Assert.Equal("/api/enrollments", (string?)document["components"]!["schemas"]!["progress.Lesson"]!["title"]);
    }

    [Fact]
    public async Task A_service_that_is_down_stays_documented()
    {
        await gateway.Anonymous().Json("/openapi/v1.json");
        await gateway.Content.Stop();

        var document = await gateway.Anonymous().Json("/openapi/v1.json");

        Assert.NotNull(document["paths"]!["/api/roadmaps"]);
    }

    private static JsonObject Part(string path, string schema) => new()
    {
        ["paths"] = new JsonObject
        {
            [path] = new JsonObject
            {
                ["get"] = new JsonObject
                {
                    ["responses"] = new JsonObject
                    {
                        ["200"] = new JsonObject
                        {
                            ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" },
                        },
                    },
                },
            },
        },
        ["components"] = new JsonObject
        {
            ["schemas"] = new JsonObject { [schema] = new JsonObject { ["title"] = path } },
        },
    };
}
