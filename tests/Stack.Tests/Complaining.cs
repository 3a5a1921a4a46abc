using System.Net;
using Stack.Machine;
using Stack.Parts;
using Stack.Processes;

namespace Stack.Tests;

/// <summary>A process that is ready, and isn't well, says so in the table.</summary>
public sealed class Complaining : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpListener health = new();

    [Fact]
    public async Task A_service_that_cannot_use_its_broker_is_marked_with_the_cause()
    {
        var (sad, happy) = (await Ready("content"), await Ready("progress"));
        var answering = Answer();

        var complaints = await Complaints.Of([sad, happy], CancellationToken.None);
        await answering;

        Assert.Equal("can't use its broker: vhost nowhere not found", complaints.About(sad));
        Assert.Null(complaints.About(happy));
        await Task.WhenAll(sad.Kill(), happy.Kill());
    }

    public void Dispose()
    {
        health.Close();
        folder.Dispose();
    }

    private async Task<StackProcess> Ready(string name)
    {
        var url = $"http://127.0.0.1:{Ports.Free()}/{name}";
        health.Prefixes.Add($"{url}/");
        var log = new ProcessLog(name, folder.FullPath, verbose: false);
        var process = new StackProcess(name, url, new Command("sleep", ["60"]), log)
        {
            IsReady = _ => Task.FromResult(true),
        };
        await process.Start(CancellationToken.None);
        return process;
    }

    private async Task Answer()
    {
        health.Start();
        for (var asked = 0; asked < 2; asked++)
        {
            var context = await health.GetContextAsync();
            var reasons = context.Request.Url!.AbsolutePath.StartsWith("/content", StringComparison.Ordinal)
                ? """{"broker":"vhost nowhere not found"}"""
                : "{}";
            context.Response.Close(
                System.Text.Encoding.UTF8.GetBytes(
                    $$"""{"status":"Degraded","reasons":{{reasons}}}"""), willBlock: false);
        }
    }
}
