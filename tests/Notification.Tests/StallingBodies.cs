using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;

namespace Notifications.Tests;

/// <summary>Notification as a module that can move, where a body may stall for ever.</summary>
public sealed class PatientNotification(TestBroker broker) : NotificationUnderTest(broker)
{
    private bool ended;

    public Side Side => new(Anonymous(), "notification");

    // Once: a test may have ended it before.
    public override ValueTask DisposeAsync() =>
        Interlocked.Exchange(ref ended, true) ? ValueTask.CompletedTask : base.DisposeAsync();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.WaitForBodiesForEver();
        Side.Configure(builder, isStandby: false);
    }
}

/// <summary>A body that stalls costs its sender, and nobody else.</summary>
public class StallingBodies(TestBroker broker, PatientNotification service) : IClassFixture<PatientNotification>
{
    private const string Path = "/api/notifications/preferences";

    [Fact]
    public async Task More_of_them_than_there_are_permits_take_none()
    {
        var stalling = await Task.WhenAll(Enumerable.Range(0, 2_001).Select(_ => Stalled(service)));

        using var answer = await service.As("patient", "learner").PutAsync(Path, Preferences());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Array.ForEach(stalling, request => request.Dispose());
    }

    [Fact]
    public async Task One_of_them_keeps_no_module_from_moving()
    {
        using var stalling = await Stalled(service);

        await service.Side.Release(1);

        Assert.Equal((1, false), await service.Side.Ownership());
        await service.Side.Take(2);
    }

    [Fact]
    public async Task One_of_them_is_told_when_the_process_ends()
    {
        await using var ending = new PatientNotification(broker);
        await ending.InitializeAsync();
        using var stalling = await Stalled(ending);

        await ending.DisposeAsync();

        Assert.StartsWith("HTTP/1.1 503", await stalling.Answer(), StringComparison.Ordinal);
    }

    private static StringContent Preferences() =>
        new("""{"email":null,"muted":["lesson"]}""", Encoding.UTF8, "application/json");

    private static async Task<HalfRequest> Stalled(PatientNotification service) =>
        await (await HalfRequest.Send(service.As("stalling", "learner"), "PUT", Path)).Begin();
}
