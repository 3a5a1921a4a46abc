using System.Net;

namespace Gateway.Tests;

public sealed class Limits : IAsyncLifetime
{
    private readonly GatewayUnderTest gateway = new()
    {
        Settings =
        {
            ["RateLimits:Burst"] = "5",
            ["RateLimits:AnonymousPerSecond"] = "1",
            ["RateLimits:SubjectPerSecond"] = "1",
        },
    };

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_back()
    {
        var client = gateway.Anonymous();

        using var refused = await FirstRefusal(client, "/api/roadmaps");
        var problem = await refused.IsProblem(HttpStatusCode.TooManyRequests);
        var wait = refused.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;

        Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Contains("Wait", (string?)problem["detail"], StringComparison.Ordinal);
        await Eventually.Is(async () => (await client.GetAsync("/api/roadmaps")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task One_callers_haste_is_not_anothers_limit()
    {
        var (hasty, patient) = (await gateway.As("hasty", "learner"), await gateway.As("patient", "learner"));
        using var refused = await FirstRefusal(hasty, "/api/enrollments");

        using var answer = await patient.GetAsync("/api/enrollments");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_has_one_IPv6_address_has_the_limit_of_their_whole_network()
    {
        await using var proxied = new GatewayUnderTest
        {
            Settings =
            {
                ["Site:TrustedProxies"] = "127.0.0.0/8;::1",
                ["RateLimits:Burst"] = "5",
                ["RateLimits:AnonymousPerSecond"] = "1",
            },
        };
        await proxied.InitializeAsync();
        var host = 0;

        await Eventually.Equal(HttpStatusCode.TooManyRequests, () => Status($"2001:db8:1:2::{++host:x}"));
        Assert.Equal(HttpStatusCode.OK, await Status("2001:db8:1:3::1"));

        async Task<HttpStatusCode> Status(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/roadmaps");
            request.Headers.Add("X-Forwarded-For", address);
            using var answer = await proxied.Anonymous().SendAsync(request);

            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_caller_without_the_right_has_a_limit_too()
    {
        var learner = await gateway.As("ada", "learner");

        using var refused = await FirstRefusal(learner, "/api/operations/content/republish");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    [Fact]
    public async Task Health_has_no_limit()
    {
        for (var request = 0; request < 20; request++)
        {
            using var answer = await gateway.Anonymous().GetAsync("/health/live");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_limit_that_is_none_ends_the_start()
    {
        await using var misconfigured = new GatewayUnderTest { Settings = { ["RateLimits:Burst"] = "0" } };

        var error = await Record.ExceptionAsync(() => misconfigured.InitializeAsync().AsTask());

        Assert.Contains("Burst", error?.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> FirstRefusal(HttpClient client, string path)
    {
        for (var request = 0; request < 50; request++)
        {
            var answer = await client.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            answer.Dispose();
        }

        throw new InvalidOperationException("50 requests, and none was refused.");
    }
}
