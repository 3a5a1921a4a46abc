using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests;

/// <summary>Everybody tries everything: access.txt says what comes of it.</summary>
public sealed class Authorization(UnlimitedGateway gateway) : IClassFixture<UnlimitedGateway>
{
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    // Pages and their files: the browser's, and public.
    private static readonly string[] Pages = ["/scalar"];

    public static TheoryData<string> Rows => [.. Access.Table.Select(row => $"{row}")];

    public static TheoryData<string> Paths =>
        [.. Access.Table.Where(row => row.Verb != "ANY").Select(row => row.Path).Distinct()];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_caller_is_answered_as_the_table_says(string row)
    {
        var access = Access.Table.Single(other => $"{other}" == row);
        foreach (var caller in Access.Callers)
        {
            using var answer = await (await gateway.Caller(caller)).SendAsync(access.Request());

            access.Holds(caller, answer.StatusCode);
            if (access.Owner != "gateway" && answer.IsSuccessStatusCode)
            {
                Assert.Equal(access.Owner, (string?)(await answer.Json())["service"]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_verb_without_a_row_is_refused_whoever_tries(string path)
    {
        // A template matches more than its own rows: /dead-letters/{id} has a GET for /dead-letters/replay-all as well.
        var rows = Access.Table.Where(row => row.Matches(path)).ToList();
        foreach (var verb in Verbs.Except(rows.Select(row => row.Verb)))
        {
            foreach (var caller in Access.Callers)
            {
                using var answer =
                    await (await gateway.Caller(caller)).SendAsync(new(new(verb), Access.Address(path)));

                Assert.True(
                    answer.StatusCode == HttpStatusCode.MethodNotAllowed,
                    $"{verb} {path} by {caller}: no row of access.txt, and still {(int)answer.StatusCode}.");
            }
        }
    }

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route() => Assert.Equal(
        Access.Table.Select(row => $"{row}").Order(),
        Access.RoutesOf(gateway.Services.GetRequiredService<EndpointDataSource>())
            .Where(route => !Pages.Any(page => route.Contains($" {page}", StringComparison.Ordinal))));
}

/// <summary>A gateway that one test may ask as often as it likes, with one caller for each role.</summary>
public sealed class UnlimitedGateway : GatewayUnderTest
{
    private readonly Dictionary<string, HttpClient> callers = [];

    public UnlimitedGateway()
    {
        Settings["RateLimits:Burst"] = "1000000";
        Settings["RateLimits:AnonymousPerSecond"] = "1000000";
        Settings["RateLimits:SubjectPerSecond"] = "1000000";
    }

    /// <summary>Nobody, or somebody in one role.</summary>
    public async Task<HttpClient> Caller(string role)
    {
        if (!callers.TryGetValue(role, out var caller))
        {
            callers[role] = caller = role == "nobody" ? Anonymous() : await As(role, role);
        }

        return caller;
    }
}
