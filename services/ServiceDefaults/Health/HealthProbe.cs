using Microsoft.Extensions.Configuration;

namespace ServiceDefaults;

/// <summary>
/// <c>dotnet Progress.dll --health</c> asks the process that already runs here whether it is ready, and exits with 0
/// or 1: the container image has no curl to do it.
/// </summary>
internal static class HealthProbe
{
    /// <summary>
    /// Asks, for two seconds at most, and ends this process; returns if <c>--health</c> isn't among the arguments.
    /// </summary>
    public static void RunIfAsked(IConfiguration configuration)
    {
        if (Environment.GetCommandLineArgs().Contains("--health"))
        {
            Environment.Exit(IsReady(Address(configuration)) ? 0 : 1);
        }
    }

    private static bool IsReady(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Health.Path}/ready");

        try
        {
            return client.Send(request).IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    // What the server listens on may be every address ("http://+:8080"): the probe is on the same machine.
    private static Uri Address(IConfiguration configuration)
    {
        var address = configuration["urls"]?.Split(';')[0] ?? $"http://*:{configuration["HTTP_PORTS"] ?? "5000"}";

        return new(address.Replace("*", "127.0.0.1").Replace("+", "127.0.0.1").Replace("0.0.0.0", "127.0.0.1"));
    }
}
