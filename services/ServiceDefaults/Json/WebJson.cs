using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceDefaults;

/// <summary>One JSON for every process: camelCase, strict about what it reads.</summary>
public static class WebJson
{
    /// <summary>Refuses null where a type doesn't allow it, missing constructor parameters and duplicate properties.</summary>
    public static void UseWebDefaults(this JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcDateTimeConverter());
    }
}
