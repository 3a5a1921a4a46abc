using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ServiceDefaults;

internal static class QuietLogging
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        // A check that fails shows in the answer of /health/ready, twice a second.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
        ["Logging:Console:FormatterName"] = OneLineFormatter.Named,
    };

    /// <summary>One line a message, and no line for a request that went well.</summary>
    public static void AddQuietLogging(this WebApplicationBuilder builder)
    {
        // In front of every other source, so that appsettings and the environment have the last word.
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(
            0, new MemoryConfigurationSource { InitialData = Settings });
        builder.Logging.AddConsoleFormatter<OneLineFormatter, ConsoleFormatterOptions>();
    }
}
