using System.Net;
using System.Net.Http.Json;

namespace Gateway.Tests.Moving;

public sealed class AskingForAMove(GatewayUnderTest services) : IClassFixture<GatewayUnderTest>, IAsyncLifetime
{
    private readonly GatewayBesideMonolith gateway = new()
    {
        Progress = { Ready = false },
        Content = { Ready = false }
    };

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task The_modules_are_told_with_their_owners()
    {
        var modules = await gateway.Operator.Json("/api/operations/modules");

        Assert.Equal(
            ["notification", "progress", "content"],
            modules["items"]!.AsArray().Select(module => (string?)module!["module"]));
        Assert.Equal(("monolith", "settled"), await gateway.Owner());
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("learner", HttpStatusCode.Forbidden)]
    [InlineData("author", HttpStatusCode.Forbidden)]
    public async Task Only_an_operator_sees_and_moves_modules(string? role, HttpStatusCode expected)
    {
        var client = role is null ? gateway.Anonymous() : await gateway.As("eve", role);

        using var list = await client.GetAsync("/api/operations/modules");
        using var move = await client.PostAsJsonAsync("/api/operations/modules/progress/move", new { to = "service" });

        Assert.Equal(expected, list.StatusCode);
        Assert.Equal(expected, move.StatusCode);
        Assert.Equal(("monolith", "settled"), await gateway.Owner());
    }

    [Fact]
    public async Task What_is_no_module_is_not_found()
    {
        using var answer = await gateway.Ask("service", module: "billing");

        var problem = await answer.IsProblem(HttpStatusCode.NotFound);
        Assert.Contains("notification, progress, content", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_side_is_bad_input()
    {
        using var answer = await gateway.Ask("mars");

        var problem = await answer.IsProblem(HttpStatusCode.BadRequest);
        Assert.NotNull(problem["errors"]!["to"]);
    }

    [Fact]
    public async Task One_module_moves_at_a_time()
    {
        gateway.Progress.Ready = true;
        var entered = new TaskCompletionSource();
        var let = new TaskCompletionSource();
        gateway.Inside.Before["track"] = _ =>
        {
            entered.TrySetResult();
            return let.Task;
        };
        var first = gateway.MoveEnds("service");
        await entered.Task;

        using var second = await gateway.Ask("service", module: "content");
        await second.IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(("monolith", "moving"), await gateway.Owner());
        let.SetResult();

        Assert.Equal("done", (await first).Step);
    }

    [Fact]
    public async Task A_receiver_that_is_not_ready_gets_nothing()
    {
        var (step, detail) = await gateway.MoveEnds("service");

        Assert.Equal("failed", step);
        Assert.Contains("progress answered 503", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_is_ready_without_the_services_that_own_nothing() =>
        await Eventually.Equal(HttpStatusCode.OK, async () =>
        {
            using var answer = await gateway.Anonymous().GetAsync("/health/ready");

            return answer.StatusCode;
        });

    [Theory]
    [InlineData("GET", "/api/operations/modules")]
    [InlineData("POST", "/api/operations/modules/progress/move")]
    [InlineData("GET", "/internal/modules/progress")]
    public async Task Without_a_monolith_there_is_nothing_to_move(string method, string path)
    {
        var client = await services.As("olga", "operator");

        using var answer = await client.SendAsync(new(new(method), path));

        await answer.IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_internal_endpoints_are_not_to_be_reached_through_the_gateway()
    {
        using var answer = await gateway.Operator.GetAsync("/internal/modules/progress");

        await answer.IsProblem(HttpStatusCode.NotFound);
    }
}
