using System.Text.Json.Nodes;

namespace Gateway.Documentation;

/// <summary>
/// One OpenAPI document made of several. Schemas take their service's name in front, since two services may mean
/// different things by <c>Lesson</c>.
/// </summary>
internal sealed class MergedDocument
{
    private const string Schemas = "#/components/schemas/";

    private readonly JsonObject paths = [];
    private readonly JsonObject schemas = [];
    private readonly JsonArray tags = [];

    public void Add(string service, JsonNode? document)
    {
        if (document is null)
        {
            return;
        }

        var part = JsonNode.Parse(document.ToJsonString().Replace(Schemas, $"{Schemas}{service}."))!;
        tags.Add(new JsonObject { ["name"] = service });

        foreach (var (path, operations) in Members(part["paths"]))
        {
            foreach (var (_, operation) in Members(operations))
            {
                operation!["tags"] = new JsonArray(service);
            }

            paths.TryAdd(path, operations!.DeepClone());
        }

        foreach (var (name, schema) in Members(part["components"]?["schemas"]))
        {
            schemas[$"{service}.{name}"] = schema!.DeepClone();
        }
    }

    public JsonObject ToJson() => new()
    {
        ["openapi"] = "3.1.1",
        ["info"] = new JsonObject { ["title"] = "Learning site", ["version"] = "1.0.0" },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
        ["tags"] = tags,
        ["paths"] = paths,
        ["components"] = new JsonObject
        {
            ["schemas"] = schemas,
            ["securitySchemes"] = new JsonObject
            {
                ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" },
            },
        },
        // Either is fine: much of the API is open to anyone.
        ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["bearer"] = new JsonArray() }),
    };

    private static JsonObject Members(JsonNode? node) => node as JsonObject ?? [];
}
