using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace Gateway.Tests;

public class Failures
{
    [Fact]
    public async Task A_service_that_is_down_is_named_and_the_others_answer()
    {
        await using var gateway = await Started();
        var learner = await gateway.As("ada", "learner");
        await gateway.Progress.Stop();

        using var down = await learner.GetAsync("/api/enrollments");
        using var up = await learner.GetAsync("/api/roadmaps");

        var problem = await down.IsProblem(HttpStatusCode.BadGateway);
        Assert.Contains("progress", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, up.StatusCode);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up()
    {
        await using var gateway = await Started(("ReverseProxy:Routes:enrollments:Timeout", "00:00:00.300"));
        gateway.Progress.Answers["/api/enrollments"] = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var learner = await gateway.As("ada", "learner");

        using var answer = await learner.GetAsync("/api/enrollments");

        var problem = await answer.IsProblem(HttpStatusCode.GatewayTimeout);
        Assert.Contains("progress", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gateway_is_ready_once_every_service_has_been()
    {
        await using var gateway = new GatewayUnderTest { Notification = { Ready = false } };
        await gateway.InitializeAsync();
        var client = gateway.Anonymous();

        await Task.WhenAll(Noticed(gateway.Content), Noticed(gateway.Notification));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Status(client));
        gateway.Notification.Ready = true;
        await Eventually.Equal(HttpStatusCode.OK, () => Status(client));

        gateway.Notification.Ready = false;
        await Noticed(gateway.Notification);
        Assert.Equal(HttpStatusCode.OK, await Status(client));
    }

    [Fact]
    public async Task Of_two_replicas_the_ready_one_is_asked()
    {
        await using var replica = new StandIn("replica");
        await replica.Start();
        await using var gateway = await Started(
            ("ReverseProxy:Clusters:content:Destinations:2:Address", replica.Address));
        gateway.Content.Ready = false;

        await Eventually.Is(async () =>
        {
            var asked = new List<string?>();
            for (var time = 0; time < 10; time++)
            {
                asked.Add((string?)(await gateway.Anonymous().Json("/api/roadmaps/a"))["service"]);
            }

            return asked.TrueForAll(service => service == "replica");
        });
    }

    [Fact]
    public async Task A_probe_that_is_late_now_and_then_takes_no_instance_out()
    {
        await using var gateway = await Started();
        gateway.Content.SilenceEvery = 2;
        var instance = gateway.Services.GetRequiredService<IProxyStateLookup>().GetClusters()
            .Single(cluster => cluster.ClusterId == "content").Destinations["1"];

        await Eventually.Is(() =>
        {
            Assert.NotEqual(DestinationHealth.Unhealthy, instance.Health.Active);
            return Task.FromResult(gateway.Content.Probes >= 6);
        });
    }

    [Fact]
    public async Task The_only_instance_is_asked_though_its_probes_stay_silent()
    {
        await using var gateway = await Started();
        gateway.Content.SilenceEvery = 1;
        var instance = gateway.Services.GetRequiredService<IProxyStateLookup>().GetClusters()
            .Single(cluster => cluster.ClusterId == "content").Destinations["1"];
        await Eventually.Is(() => Task.FromResult(instance.Health.Active == DestinationHealth.Unhealthy));

        using var answer = await gateway.Anonymous().GetAsync("/api/roadmaps");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>
    /// Waits until the gateway has acted on what its probes saw: the second one comes after the first did.
    /// </summary>
    private static Task Noticed(StandIn service)
    {
        var before = service.Probes;

        return Eventually.Is(() => Task.FromResult(service.Probes >= before + 2));
    }

    private static async Task<HttpStatusCode> Status(HttpClient client)
    {
        using var answer = await client.GetAsync("/health/ready");

        return answer.StatusCode;
    }

    private static async Task<GatewayUnderTest> Started(params (string Key, string Value)[] settings)
    {
        var gateway = new GatewayUnderTest { Settings = settings.ToDictionary() };
        await gateway.InitializeAsync();

        return gateway;
    }
}
