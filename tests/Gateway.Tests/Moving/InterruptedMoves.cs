using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Moving;

public sealed class InterruptedMoves : IAsyncDisposable
{
    private readonly GatewayBesideMonolith gateway = new();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("track")]
    [InlineData("snapshot")]
    [InlineData("changes")]
    [InlineData("release")]
    public async Task When_the_giver_fails_nothing_has_changed(string call)
    {
        await gateway.InitializeAsync();
        gateway.Inside.Dies(call);

        Assert.Equal("failed", (await gateway.MoveEnds("service")).Step);

        Assert.Equal(("monolith", "settled"), await gateway.Owner());
        Assert.True(gateway.Inside.Owns);
        using var write = await gateway.Write(1);
        Assert.Equal(HttpStatusCode.OK, write.StatusCode);

        gateway.Inside.Before.Clear();
        Assert.Equal("done", (await gateway.MoveEnds("service")).Step);
        Assert.Equal("1", await gateway.Read());
    }

    [Fact]
    public async Task A_giver_that_stays_owner_says_why()
    {
        await gateway.InitializeAsync();
        gateway.Inside.Before["release"] = context =>
            TypedResults.Problem("The outbox doesn't empty.", statusCode: 503).ExecuteAsync(context);

        var (step, detail) = await gateway.MoveEnds("service");

        Assert.Equal("failed", step);
        Assert.Contains("The outbox doesn't empty.", detail, StringComparison.Ordinal);
        Assert.Equal(("monolith", "settled"), await gateway.Owner());
    }

    [Fact]
    public async Task A_receiver_that_isnt_there_gets_nothing()
    {
        await gateway.InitializeAsync();
        await gateway.Progress.Stop();

        var (step, detail) = await gateway.MoveEnds("service");

        Assert.Equal("failed", step);
        Assert.Contains("progress doesn't answer", detail, StringComparison.Ordinal);
        Assert.Equal(("monolith", "settled"), await gateway.Owner());
    }

    [Fact]
    public async Task A_receiver_that_answers_otherwise_gets_nothing()
    {
        await gateway.InitializeAsync();
        gateway.Inside[GatewayBesideMonolith.Path] = "1";
        gateway.Progress.Answer(GatewayBesideMonolith.Path, new JsonObject { ["value"] = "2" });
        using var stop = new CancellationTokenSource();
        var reading = Reading(stop.Token);

        var (step, detail) = await gateway.MoveEnds("service");
        await stop.CancelAsync();
        await reading;

        Assert.Equal("failed", step);
        Assert.Contains(GatewayBesideMonolith.Path, detail, StringComparison.Ordinal);
        Assert.Equal(("monolith", "settled"), await gateway.Owner());
        Assert.DoesNotContain("POST release", gateway.Inside.Calls);
    }

    [Theory]
    [InlineData("take")]
    [InlineData("records")]
    public async Task A_receiver_that_dies_after_the_release_takes_over_when_it_is_back(string call)
    {
        await gateway.InitializeAsync();
        gateway.Inside.Before["release"] = _ =>
        {
            gateway.Inside[GatewayBesideMonolith.Path] = "1";
            gateway.Outside.Dies(call);
            return Task.CompletedTask;
        };

        var (step, detail) = await gateway.MoveEnds("service");
        Assert.Equal("failed", step);
        Assert.Contains("as soon as both sides answer", detail, StringComparison.Ordinal);
        Assert.Equal(("service", "moving"), await gateway.Owner());

        var write = gateway.Learner.PutAsync("/api/enrollments/b?value=2", null);
        gateway.Outside.Before.Clear();

        await Eventually.Equal(("service", "settled"), gateway.Owner);
        Assert.Equal("1", await gateway.Read());
        Assert.Equal(HttpStatusCode.OK, (await write).StatusCode);
        Assert.Equal("2", gateway.Outside["/api/enrollments/b"]);
    }

    [Fact]
    public async Task A_gateway_that_starts_after_the_release_finishes_the_move()
    {
        gateway.Inside[GatewayBesideMonolith.Path] = "1";
        (gateway.Inside.Epoch, gateway.Inside.Owns) = (1, false);

        await gateway.InitializeAsync();

        Assert.Equal(("service", "settled"), await gateway.Owner());
        Assert.Equal("1", await gateway.Read());
        Assert.True(gateway.Outside.Owns);
    }

    [Fact]
    public async Task A_gateway_that_starts_after_the_move_stays_with_the_new_owner()
    {
        (gateway.Inside.Epoch, gateway.Inside.Owns) = (1, false);
        (gateway.Outside.Epoch, gateway.Outside.Owns) = (1, true);
        gateway.Outside[GatewayBesideMonolith.Path] = "1";

        await gateway.InitializeAsync();

        Assert.Equal("1", await gateway.Read());
        Assert.DoesNotContain("POST take", gateway.Outside.Calls);
    }

    [Fact]
    public async Task A_filling_that_was_interrupted_goes_on_where_it_stopped()
    {
        await gateway.InitializeAsync();
        Array.ForEach(["a", "b", "c", "d", "e"], key => gateway.Inside[$"/api/enrollments/{key}"] = key);
        gateway.Inside.Before["snapshot"] = context =>
            context.Request.Query["after"] == "/api/enrollments/d"
                ? throw new InvalidOperationException()
                : Task.CompletedTask;
        Assert.Equal("failed", (await gateway.MoveEnds("service")).Step);

        gateway.Inside.Before.Clear();
        var lines = await gateway.Move("service");

        Assert.Equal(1, lines.Where(line => (string?)line["step"] == "fill").Max(line => (int)line["records"]!));
        Assert.Equal("a", gateway.Outside["/api/enrollments/a"]);
    }

    [Fact]
    public async Task A_move_that_failed_and_is_not_repeated_is_no_longer_kept_up_with()
    {
        gateway.Settings["Modules:ResumableMinutes"] = "0";
        await gateway.InitializeAsync();
        gateway.Inside.Dies("snapshot");
        Assert.Equal("failed", (await gateway.MoveEnds("service")).Step);

        await Eventually.Is(() => Task.FromResult(!gateway.Inside.IsTracking));
    }

    private async Task Reading(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await gateway.Read();
            await Task.Delay(10, CancellationToken.None);
        }
    }
}
