using Scalar.AspNetCore;

namespace Gateway.Documentation;

public static class DocumentationEndpoints
{
    public const string ReaderPath = "/scalar";

    /// <summary>The document, and a reader for it that loads nothing from elsewhere.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        app.MapGet(ApiDocument.Path, (ApiDocument api, CancellationToken cancellation) => api.Get(cancellation))
            .ExcludeFromDescription();

        app.MapScalarApiReference(ReaderPath, options => options
            .WithTitle("Learning site: the API")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideDeveloperTools()
            .WithNonce());
    }
}
