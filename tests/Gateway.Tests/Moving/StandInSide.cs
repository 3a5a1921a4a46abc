using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Moving;

/// <summary>
/// One side of a module, as the gateway sees it: the internal endpoints, and a product that is nothing but a number for
/// each path, set by PUT and told by GET.
/// </summary>
public sealed class StandInSide
{
    public const string Key = "a-key";

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, string> values = [];
    private readonly List<string> changed = [];
    private string? tracking;
    private JsonNode? filled;

    public StandInSide(StandIn process, bool owns)
    {
        Owns = owns;
        process.Otherwise = Answer;
    }

    public long Epoch { get; set; }

    public bool Owns { get; set; }

    public bool IsTracking => tracking is not null;

    /// <summary>How many records a page of the snapshot holds.</summary>
    public int PageSize { get; set; } = 2;

    /// <summary>The internal calls, in their order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>What happens before a call is carried out, by its last word: it may wait, or throw to die.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Before { get; } = [];

    public string? this[string path]
    {
        get
        {
            lock (gate)
            {
                return values.GetValueOrDefault(path);
            }
        }

        set
        {
            lock (gate)
            {
                values[path] = value!;
                changed.Add(path);
            }
        }
    }

    public void Dies(string call) => Before[call] = context =>
    {
        context.Abort();
        throw new OperationCanceledException();
    };

    private async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var call = path.Split('/')[^1];

        if (!path.StartsWith("/internal/", StringComparison.Ordinal))
        {
            await (Before.TryGetValue(context.Request.Method, out var hold) ? hold(context) : Task.CompletedTask);
            await Serve(context, path);
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        // The other modules are the monolith's, and stay there.
        if (!path.StartsWith("/internal/modules/progress", StringComparison.Ordinal))
        {
            await context.Response.WriteAsJsonAsync(new { epoch = 0, owns = true });
            return;
        }

        Calls.Enqueue($"{context.Request.Method} {call}");
        if (Before.TryGetValue(call, out var before))
        {
            await before(context);
        }

        if (!context.Response.HasStarted)
        {
            var body = context.Request.HasJsonContentType()
                ? await context.Request.ReadFromJsonAsync<JsonNode>()
                : null;
            await context.Response.WriteAsJsonAsync(Carry(context, call, body));
        }
    }

    private Task Serve(HttpContext context, string path)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            return context.Response.WriteAsJsonAsync(new { value = this[path] });
        }

        if (!Owns)
        {
            return TypedResults.Problem("It lives elsewhere.", statusCode: 503).ExecuteAsync(context);
        }

        this[path] = context.Request.Query["value"].ToString();
        return context.Response.WriteAsJsonAsync(new { owner = context.Request.Host.Port });
    }

    private object Carry(HttpContext context, string call, JsonNode? body)
    {
        lock (gate)
        {
            switch (call)
            {
                case "track":
                    tracking = context.Request.Method == "DELETE" ? null : tracking ?? Guid.NewGuid().ToString("n");
                    return new { tracking = tracking ?? "", position = changed.Count };
                case "snapshot":
                    var after = context.Request.Query["after"].ToString();
                    var page = values.Where(value => string.CompareOrdinal(value.Key, after) > 0).Take(PageSize)
                        .ToList();
                    return new { records = page, next = page.Count == PageSize ? page[^1].Key : null };
                case "changes":
                    var since = int.Parse(context.Request.Query["after"].ToString(), CultureInfo.InvariantCulture);
                    var keys = changed.Skip(since).Distinct();
                    var records = keys.Select(key => KeyValuePair.Create(key, values[key])).ToList();
                    return new { records, position = changed.Count, more = false };
                case "records":
                    filled = new JsonObject
                    {
                        ["tracking"] = body!["tracking"]!.DeepClone(),
                        ["cursor"] = body["cursor"]?.DeepClone(),
                        ["complete"] = body["complete"]!.DeepClone(),
                        ["position"] = body["position"]!.DeepClone(),
                    };
                    foreach (var record in body["records"]!.AsArray())
                    {
                        values[(string)record!["key"]!] = (string)record["value"]!;
                    }

                    return new { };
                case "release" or "take":
                    Epoch = (long)body!["epoch"]!;
                    Owns = call == "take";
                    return new { epoch = Epoch, position = changed.Count };
                default:
                    return new { module = call, epoch = Epoch, owns = Owns, tracking, filled };
            }
        }
    }
}
