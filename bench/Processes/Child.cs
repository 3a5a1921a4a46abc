using System.Collections.Concurrent;
using System.Globalization;
using Stack.Machine;
using Stack.Processes;

namespace Bench.Processes;

/// <summary>
/// A process that is measured. It answers requests once it is started, and ends with the bench at the latest.
/// </summary>
internal sealed class Child : IAsyncDisposable
{
    private const int LastLines = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly string name;
    private readonly GuardedProcess process;
    private readonly ConcurrentQueue<string> lines = new();

    private Child(string name, Uri address, Command command)
    {
        (this.name, Address) = (name, address);
        process = GuardedProcess.Start(command, Keep);
    }

    public Uri Address { get; }

    /// <summary>Starts an assembly with its arguments, and returns once it answers.</summary>
    public static async Task<Child> Start(
        string name, string[] assembly, Dictionary<string, string?> settings, string ready = "/health/live")
    {
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        settings["ASPNETCORE_ENVIRONMENT"] = "Development";
        settings["ASPNETCORE_URLS"] = address.ToString();
        var child = new Child(name, address, new Command(Repository.DotNet, assembly)
        {
            Folder = Path.GetDirectoryName(assembly[0])!,
            Variables = settings,
        });
        try
        {
            await child.WaitUntilReady(new Uri(address, ready));
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Its own, which whatever it starts belongs to.</summary>
    public int Session => process.GuardPid;

    /// <summary>The time that it has had on the processors so far, in microseconds.</summary>
    public double Cpu() => CpuTime.BySession().GetValueOrDefault(Session);

    /// <summary>The most memory that it had in its life, in megabytes (VmHWM).</summary>
    public async Task<double> PeakMemory() =>
        File.ReadLines($"/proc/{await process.Pid}/status")
            .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture) / 1024);

    public async ValueTask DisposeAsync() => await process.Stop(TimeSpan.FromSeconds(5));

    private async Task WaitUntilReady(Uri address)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await IsReady(address))
        {
            if (process.Exited.IsCompleted || limit.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{name} did not start: {string.Join(" | ", lines)}");
            }

            await Task.Delay(50);
        }
    }

    private static async Task<bool> IsReady(Uri address)
    {
        try
        {
            using var answer = await Http.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(string line)
    {
        lines.Enqueue(line);
        while (lines.Count > LastLines && lines.TryDequeue(out _))
        {
        }
    }
}
