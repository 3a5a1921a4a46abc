using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>An answer that is told while it happens.</summary>
public static class Streaming
{
    /// <summary>Asks nginx, and whoever follows its custom, to pass on each part of the answer as it comes.</summary>
    public static void PassUnbuffered(this HttpResponse response) => response.Headers["X-Accel-Buffering"] = "no";
}
