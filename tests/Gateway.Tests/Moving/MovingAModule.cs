using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Moving;

public sealed class MovingAModule : IAsyncLifetime
{
    private readonly GatewayBesideMonolith gateway = new();

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task A_module_moves_with_all_that_is_in_it()
    {
        for (var path = 0; path < 5; path++)
        {
            gateway.Inside[$"/api/enrollments/{path}"] = $"{path}";
        }

        var lines = await gateway.Move("service");

        Assert.Equal(
            [
                "check", "track", "fill", "catch-up", "shadow", "hold", "release", "drain", "compare", "take", "flip",
                "done"
            ],
            lines.Select(line => (string)line["step"]!).Distinct());
        Assert.Equal([2, 4, 5], Of(lines, "fill").Select(line => (int)line["records"]!));
        Assert.Equal(("service", "settled"), await gateway.Owner());
        Assert.Equal("3", (string?)(await gateway.Learner.Json("/api/enrollments/3"))["value"]);
        Assert.Contains("/api/enrollments/3", gateway.Progress.Requests);
        Assert.False(gateway.Inside.IsTracking);
    }

    [Fact]
    public async Task A_module_comes_back_with_what_was_written_elsewhere()
    {
        await gateway.Move("service");
        await Written(1);

        Assert.Equal("done", (await gateway.MoveEnds("monolith")).Step);

        Assert.Equal(("monolith", "settled"), await gateway.Owner());
        Assert.Equal("1", gateway.Inside[GatewayBesideMonolith.Path]);
        Assert.Equal((2, 2), (gateway.Inside.Epoch, gateway.Outside.Epoch));
    }

    [Fact]
    public async Task A_module_that_is_there_already_stays()
    {
        var only = Assert.Single(await gateway.Move("monolith"));

        Assert.Equal("done", (string?)only["step"]);
        Assert.DoesNotContain("POST release", gateway.Inside.Calls);
    }

    [Fact]
    public async Task Clients_who_read_and_write_all_the_while_notice_nothing()
    {
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 8).Select(client => Counting($"/api/enrollments/{client}", stop.Token))
            .ToList();

        Assert.Equal("done", (await gateway.MoveEnds("service")).Step);
        Assert.Equal("done", (await gateway.MoveEnds("monolith")).Step);

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(clients), writes => Assert.True(writes > 0));
    }

    [Fact]
    public async Task A_write_that_does_not_end_stops_the_move()
    {
        var (entered, let) = Stops(gateway.Inside, "PUT");
        var write = gateway.Write(1);
        await entered;

        var (step, detail) = await gateway.MoveEnds("service");

        Assert.Equal("failed", step);
        Assert.Contains("A write took too long", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("POST release", gateway.Inside.Calls);
        let.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await write).StatusCode);
    }

    [Fact]
    public async Task A_write_during_the_handover_waits_and_reaches_the_new_owner()
    {
        var (entered, let) = Stops(gateway.Inside, "release");
        var move = gateway.MoveEnds("service");
        await entered;

        var write = gateway.Write(1);
        Assert.Null(await gateway.Read());
        Assert.False(write.IsCompleted);
        let.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await write).StatusCode);
        Assert.Equal("done", (await move).Step);
        Assert.Equal("1", gateway.Outside[GatewayBesideMonolith.Path]);
        Assert.Null(gateway.Inside[GatewayBesideMonolith.Path]);
    }

    [Fact]
    public async Task A_handover_that_takes_too_long_refuses_writes_and_says_when_to_come_again()
    {
        var (entered, let) = Stops(gateway.Inside, "release");
        var move = gateway.MoveEnds("service");
        await entered;

        using var write = await gateway.Write(1);

        var problem = await write.IsProblem(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("progress", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), write.Headers.RetryAfter?.Delta);
        let.SetResult();
        Assert.Equal("done", (await move).Step);
    }

    [Fact]
    public async Task Open_streams_end_when_another_owner_takes_over()
    {
        gateway.Monolith.Answers["/api/enrollments"] = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("event: ready\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        using var reader = new StreamReader(await gateway.Learner.GetStreamAsync("/api/enrollments"));
        Assert.Equal("event: ready", await reader.ReadLineAsync());

        await gateway.Move("service");

        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task The_dashboard_and_the_document_follow_the_owner()
    {
        gateway.Monolith.Answer("/api/enrollments", Parse("""{"items":[{"roadmap":"inside"}]}"""));
        gateway.Progress.Answer("/api/enrollments", Parse("""{"items":[{"roadmap":"outside"}]}"""));
        gateway.Monolith.Answer("/openapi/v1.json", Parse("""{"paths":{"/api/enrollments":{"get":{}},"/b":{}}}"""));
        gateway.Progress.Answer("/openapi/v1.json", Parse("""{"paths":{"/api/enrollments":{"get":{}}}}"""));

        Assert.Equal(("inside", "monolith"), await Seen());
        await gateway.Move("service");
        Assert.Equal(("outside", "progress"), await Seen());
    }

    private async Task<(string?, string?)> Seen()
    {
        var dashboard = await gateway.Learner.Json("/api/dashboard");
        var document = await gateway.Learner.Json("/openapi/v1.json");
        Assert.NotNull(document["paths"]!["/b"]);

        return (
            (string?)dashboard["enrollments"]![0]!["roadmap"],
            (string?)document["paths"]!["/api/enrollments"]!["get"]!["tags"]![0]);
    }

    // Writes numbers and reads them back: every answer is good, and nothing written is ever missing.
    private async Task<int> Counting(string path, CancellationToken stop)
    {
        var value = 0;
        while (!stop.IsCancellationRequested)
        {
            value++;
            using var write = await gateway.Learner.PutAsync($"{path}?value={value}", null, CancellationToken.None);
            write.EnsureSuccessStatusCode();
            Assert.Equal($"{value}", (string?)(await gateway.Learner.Json(path))["value"]);
            await Task.Delay(5, CancellationToken.None);
        }

        return value;
    }

    private async Task Written(int value) => (await gateway.Write(value)).EnsureSuccessStatusCode().Dispose();

    private static (Task Entered, TaskCompletionSource Let) Stops(StandInSide side, string call)
    {
        var entered = new TaskCompletionSource();
        var let = new TaskCompletionSource();
        side.Before[call] = async _ =>
        {
            entered.TrySetResult();
            await let.Task;
        };

        return (entered.Task, let);
    }

    private static IEnumerable<JsonNode> Of(IEnumerable<JsonNode> lines, string step) =>
        lines.Where(line => (string?)line["step"] == step);

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
