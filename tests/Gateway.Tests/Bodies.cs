using Gateway.Tests.Moving;
using Microsoft.AspNetCore.Hosting;

namespace Gateway.Tests;

/// <summary>The gateway sends a request on once its body is there.</summary>
public class Bodies
{
    [Fact]
    public async Task A_body_that_stalls_is_its_senders_fault_and_no_service_hears_of_it()
    {
        await using var gateway = new GatewayUnderTest
        {
            Settings = { ["ReverseProxy:Routes:roadmap-write:Timeout"] = "00:00:00.300" },
        };
        await gateway.InitializeAsync();
        var author = await gateway.As("ada", "author");
        using var request = await (await HalfRequest.Send(author, "PUT", "/api/roadmaps/stalled")).Begin();

        var answer = await request.Answer();

        Assert.StartsWith("HTTP/1.1 408 Request Timeout", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("/api/roadmaps/stalled", gateway.Content.Requests);
    }

    [Fact]
    public async Task A_body_that_stalls_keeps_no_module_from_moving()
    {
        await using var gateway = new PatientGateway();
        await gateway.InitializeAsync();
        using var request = await (await HalfRequest.Send(gateway.Learner, "PUT", GatewayBesideMonolith.Path)).Begin();

        Assert.Equal("done", (await gateway.MoveEnds("service")).Step);
    }

    private sealed class PatientGateway : GatewayBesideMonolith
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.WaitForBodiesForEver();
        }
    }
}
