using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Testing;

/// <summary>The desk of one service, as its operator has it.</summary>
public sealed class Desk(HttpClient caller, string service)
{
    private readonly string path = $"/api/operations/{service}/dead-letters";

    /// <summary>The first page in full, newest first.</summary>
    public async Task<IReadOnlyList<Letter>> Waiting()
    {
        var list = await caller.GetFromJsonAsync<Page>($"{path}?limit=100");
        return await Task.WhenAll(list!.Items.Select(item => Read(item.Id)));
    }

    public async Task<IReadOnlyList<Letter>> Waiting(Func<Letter, bool> match) => [.. (await Waiting()).Where(match)];

    /// <summary>Waits until exactly one letter that matches lies there.</summary>
    public async Task<Letter> Only(Func<Letter, bool> match) =>
        (await Eventually.Get(() => Waiting(match), found => found.Count == 1, what: "one letter that matches"))[0];

    /// <summary>Waits until the letter has failed so often, and lies there again.</summary>
    public Task<Letter> Again(Guid id, int attempts) =>
        Eventually.Get(() => Read(id), letter => (letter.State, letter.Attempts) == ("waiting", attempts));

    public async Task<Letter> Read(Guid id) => (await caller.GetFromJsonAsync<Letter>($"{path}/{id}"))!;

    public Task<HttpResponseMessage> Get(string rest) => caller.GetAsync($"{path}{rest}");

    public Task<HttpResponseMessage> Replay(Guid id) => caller.PostAsync($"{path}/{id}/replay", null);

    public async Task<int> ReplayAll() =>
        (int)(await (await caller.PostAsync($"{path}/replay-all", null)).EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync<JsonObject>())!["replayed"]!;

    public Task<HttpResponseMessage> Discard(Guid id, string? reason) =>
        caller.DeleteAsync($"{path}/{id}{(reason is null ? "" : $"?reason={Uri.EscapeDataString(reason)}")}");

    public sealed record Page(Item[] Items, string? Next);

    public sealed record Item(Guid Id, string Queue, string Event, string Error, int Attempts, DateTime FailedAt);

    public sealed record Letter(
        Guid Id, string Queue, string Event, string Error, int Attempts, DateTime FailedAt, string Body,
        JsonObject Headers, string State, Entry[] Audit);

    public sealed record Entry(string What, string Who, DateTime When, string? Reason);
}
