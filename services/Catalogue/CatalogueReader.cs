using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;

namespace Catalogue;

/// <summary>
/// Reads a roadmap from its folder: <c>roadmap.json</c>, a folder for each stage with its <c>stage.json</c>, and the
/// lessons' bodies in files of their own. Put together they are what an author would PUT, under the same rules.
/// </summary>
/// <typeparam name="TText">What an author would PUT.</typeparam>
/// <typeparam name="TStage">A stage of that.</typeparam>
public sealed class CatalogueReader<TText, TStage>(
    IConfiguration configuration, IOptions<JsonOptions> json, IOptions<ValidationOptions> rules,
    ILogger<CatalogueReader<TText, TStage>> log)
    where TText : notnull
    where TStage : notnull
{
    /// <summary>
    /// The roadmaps, by slug, in the folder that the setting <c>Catalogue</c> names, by default the one beside the
    /// program. Throws <see cref="CatalogueException"/>, which names the file, for whatever PUT would refuse.
    /// </summary>
    public async IAsyncEnumerable<(string Slug, TText Text)> Read()
    {
        var folder = configuration["Catalogue"] ?? Path.Combine(AppContext.BaseDirectory, "catalogue");
        log.LogInformation("Loading the catalogue from {Folder}", folder);

        string[] roadmaps = Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
        foreach (var roadmap in roadmaps.Order(StringComparer.Ordinal))
        {
            yield return (Path.GetFileName(roadmap), await ReadRoadmap(roadmap));
        }
    }

    private async Task<TText> ReadRoadmap(string folder)
    {
        var stages = new JsonArray();
        foreach (var stage in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            stages.Add(await ReadStage(stage));
        }

        var file = Path.Combine(folder, "roadmap.json");
        var roadmap = await ReadObject(file);
        roadmap["stages"] = stages;
        var text = As<TText>(roadmap, file);

        if ((string?)roadmap["slug"] is var slug && slug != Path.GetFileName(folder))
        {
            throw new CatalogueException(file, $"The slug is '{slug}', unlike the folder's name.");
        }

        await Check(text, file);
        return text;
    }

    // Checked alone, so that a fault is found in this file; put together it is read once more.
    private async Task<JsonObject> ReadStage(string folder)
    {
        var file = Path.Combine(folder, "stage.json");
        var stage = await ReadObject(file);

        foreach (var lesson in stage["lessons"] as JsonArray ?? [])
        {
            if (lesson is JsonObject fields && fields["slug"] is JsonValue slug)
            {
                fields["body"] = await ReadText(Path.Combine(folder, $"{slug}.md"));
            }
        }

        await Check(As<TStage>(stage, file), file);
        return stage;
    }

    private static async Task<JsonObject> ReadObject(string file)
    {
        try
        {
            return (JsonObject)JsonNode.Parse(await ReadText(file))!;
        }
        catch (Exception failure) when (failure is JsonException or InvalidCastException)
        {
            throw new CatalogueException(file, "It holds no JSON object. " + failure.Message);
        }
    }

    private static async Task<string> ReadText(string file)
    {
        try
        {
            return await File.ReadAllTextAsync(file);
        }
        catch (IOException failure)
        {
            throw new CatalogueException(file, failure.Message);
        }
    }

    private T As<T>(JsonObject content, string file)
    {
        try
        {
            return content.Deserialize<T>(json.Value.SerializerOptions)!;
        }
        catch (JsonException failure)
        {
            throw new CatalogueException(file, failure.Message);
        }
    }

#pragma warning disable ASP0029 // The validation that endpoints use may still change its shape; here a test would tell.
    private async Task Check(object content, string file)
    {
        if (!rules.Value.TryGetValidatableTypeInfo(content.GetType(), out var type))
        {
            throw new InvalidOperationException($"{content.GetType().Name} has no validation rules.");
        }

        var context = new ValidateContext
        {
            ValidationOptions = rules.Value,
            ValidationContext = new ValidationContext(content),
        };
        await type.ValidateAsync(content, context, CancellationToken.None);

        if (context.ValidationErrors is { Count: > 0 } errors)
        {
            var (field, messages) = errors.First();
            throw new CatalogueException(file, $"{field}: {messages[0]}");
        }
    }
#pragma warning restore ASP0029
}
