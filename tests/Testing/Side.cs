using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Xunit;

namespace Testing;

/// <summary>One side of a module that moves, as the gateway speaks to it.</summary>
public sealed class Side(HttpClient client, string module)
{
    private const string Key = "the-key-of-these-tests";

    private readonly HttpClient client = WithKey(client);

    /// <summary>Lets a process take part in moves.</summary>
    public static void Configure(IWebHostBuilder builder, bool isStandby) =>
        builder.UseSetting("Modules:Key", Key).UseSetting("Modules:Standby", $"{isStandby}");

    public Task<JsonNode> State() => Read(client.GetAsync(Path("")));

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null) =>
        client.SendAsync(new(method, Path(path)) { Content = body is null ? null : JsonContent.Create(body) });

    public Task<JsonNode> Get(string path) => Read(client.GetAsync(Path(path)));

    public Task<JsonNode> Track() => Read(Send(HttpMethod.Post, "/track"));

    public Task<JsonNode> Release(int epoch) => Read(Send(HttpMethod.Post, "/release", new { epoch }));

    public Task<JsonNode> Take(int epoch) => Read(Send(HttpMethod.Post, "/take", new { epoch }));

    public Task<JsonNode> Store(object page) => Read(Send(HttpMethod.Post, "/records", page));

    /// <summary>Whether it owns the module, and as of which epoch.</summary>
    public async Task<(int Epoch, bool Owns)> Ownership()
    {
        var state = await State();
        return ((int)state["epoch"]!, (bool)state["owns"]!);
    }

    /// <summary>
    /// Fills this side from the giver, page by page, and brings it up to date; returns the giver's position.
    /// </summary>
    public async Task<long> FillFrom(Side giver, int limit = 500)
    {
        var tracked = await giver.Track();
        var (tracking, position) = ((string)tracked["tracking"]!, (long)tracked["position"]!);
        string? cursor = null;
        do
        {
            var page = await giver.Get(
                $"/snapshot?limit={limit}{(cursor is null ? "" : $"&after={Uri.EscapeDataString(cursor)}")}");
            cursor = (string?)page["next"];
            await Store(new { tracking, cursor, complete = cursor is null, position, records = page["records"] });
        }
        while (cursor is not null);

        return await CatchUpWith(giver, tracking, position, limit);
    }

    /// <summary>
    /// Brings this side up to date with what changed at the giver after a position; returns the new one.
    /// </summary>
    public async Task<long> CatchUpWith(Side giver, string tracking, long position, int limit = 500)
    {
        JsonNode changes;
        do
        {
            changes = await giver.Get($"/changes?after={position}&limit={limit}");
            position = (long)changes["position"]!;
            await Store(
                new { tracking, cursor = (string?)null, complete = true, position, records = changes["records"] });
        }
        while ((bool)changes["more"]!);

        return position;
    }

    /// <summary>The whole move: afterwards this side owns the module.</summary>
    public async Task MoveFrom(Side giver, int epoch)
    {
        var position = await FillFrom(giver);
        await giver.Release(epoch);
        await CatchUpWith(giver, (string)(await giver.State())["tracking"]!, position);
        await Take(epoch);
        (await giver.Send(HttpMethod.Delete, "/track")).EnsureSuccessStatusCode();
    }

    private static HttpClient WithKey(HttpClient client)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        return client;
    }

    private static async Task<JsonNode> Read(Task<HttpResponseMessage> answer)
    {
        var response = await answer;
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {body}");
        return JsonNode.Parse(body)!;
    }

    private string Path(string rest) => $"/internal/modules/{module}{rest}";
}

/// <summary>Compares what two sides answer.</summary>
public static class Answers
{
    /// <summary>
    /// Both give the same status, ETag and body to each of these paths, and to the pages that follow.
    /// </summary>
    public static async Task AreEqual(HttpClient one, HttpClient other, params string[] paths)
    {
        foreach (var path in paths)
        {
            var next = path;
            while (next is not null)
            {
                var (expected, actual) = (await Of(one, next), await Of(other, next));
                Assert.Equal(expected, actual);
                next = NextPage(path, expected.Body);
            }
        }
    }

    private static async Task<(HttpStatusCode Status, string? ETag, string Body)> Of(HttpClient client, string path)
    {
        var response = await client.GetAsync(path);
        // A problem names the trace in which it happened: another one each time.
        var body = response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "";
        return (response.StatusCode, response.Headers.ETag?.ToString(), body);
    }

    private static string? NextPage(string path, string body) =>
        body is not "" && JsonNode.Parse(body) is JsonObject list && (string?)list["next"] is { } cursor
            ? $"{path}{(path.Contains("notifications") ? "&before=" : "&after=")}{cursor}"
            : null;
}
