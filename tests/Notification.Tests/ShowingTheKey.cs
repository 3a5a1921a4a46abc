using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;

namespace Notifications.Tests;

public class ShowingTheKey(TestBroker broker)
{
    private sealed class Guarded(TestBroker broker) : NotificationUnderTest(broker)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            Side.Configure(builder, isStandby: false);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task Without_the_right_one_nothing_is_told_and_nothing_done(string? key)
    {
        await using var service = new Guarded(broker);
        await service.InitializeAsync();
        var client = service.Anonymous();
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);

        var state = await client.GetAsync("/internal/modules/notification");
        var release = await client.PostAsync(
            "/internal/modules/notification/release", new StringContent("not even JSON"));

        Assert.Equal(HttpStatusCode.Unauthorized, state.StatusCode);
        Assert.Equal("Bearer", $"{state.Headers.WwwAuthenticate}");
        Assert.Equal(HttpStatusCode.Unauthorized, release.StatusCode);
    }

    [Fact]
    public async Task A_token_is_no_key()
    {
        await using var service = new Guarded(broker);
        await service.InitializeAsync();

        var state = await service.As("op", "operator").GetAsync("/internal/modules/notification");

        Assert.Equal(HttpStatusCode.Unauthorized, state.StatusCode);
    }

    [Fact]
    public async Task A_service_that_has_none_has_no_such_address()
    {
        await using var service = new NotificationUnderTest(broker);
        await service.InitializeAsync();

        var state = await new Side(service.Anonymous(), "notification").Send(HttpMethod.Get, "");

        Assert.Equal(HttpStatusCode.NotFound, state.StatusCode);
    }
}
