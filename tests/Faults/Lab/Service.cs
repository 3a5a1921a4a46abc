using System.Diagnostics;
using System.Globalization;
using Faults.Hook;
using Stack.Machine;
using Stack.Processes;

namespace Faults.Lab;

/// <summary>A service as a process of its own, that can be killed at any moment, or told at which.</summary>
internal sealed class Service(string project, string folder, string database, string broker, string authority)
    : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly SemaphoreSlim starting = new(1);
    private readonly Uri url = new($"http://127.0.0.1:{Ports.Free()}");
    private readonly string orders = Directory.CreateDirectory(Path.Combine(folder, "orders")).FullName;
    private GuardedProcess? process;

    public string Project => project;

    public Uri Url => url;

    public string Database => database;

    /// <summary>Starts it unless it runs, and again if it dies meanwhile; returns once it is ready.</summary>
    public async Task Start()
    {
        await starting.WaitAsync();
        try
        {
            var clock = Stopwatch.StartNew();
            while (!await IsReady())
            {
                if (clock.Elapsed > Patience)
                {
                    throw new TimeoutException($"{project} isn't ready after {Patience}; its log is in {folder}.");
                }

                if (process is null or { Exited.IsCompleted: true })
                {
                    process = GuardedProcess.Start(Command(), Log);
                }

                await Task.WhenAny(process.Exited, Task.Delay(20));
            }
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>SIGKILL, and a new start.</summary>
    public async Task Restart()
    {
        await process!.Kill();
        await Start();
    }

    /// <summary>SIGTERM: what is in hand is finished.</summary>
    public Task Stop() => process?.Stop(TimeSpan.FromSeconds(15)) ?? Task.CompletedTask;

    /// <summary>Lets it come to a point for the n-th time, where it dies; starts it again.</summary>
    public async Task DieAt(string point, int nth)
    {
        Order(point, nth);
        await Died(point);
        await process!.Exited;
        await Start();
    }

    /// <summary>Starts it so that it dies at the n-th passage of a point, and then so that it lives.</summary>
    public async Task DieWhileStarting(string point, int nth)
    {
        await (process?.Kill() ?? Task.CompletedTask);
        Order(point, nth);
        await Start();
        await Died(point);
    }

    /// <summary>SIGSTOP for a while: its connections stay open, and nobody answers.</summary>
    public async Task Freeze(TimeSpan duration)
    {
        var pid = await process!.Pid;
        Kernel.Stop(pid);
        await Task.Delay(duration);
        Kernel.Continue(pid);
    }

    /// <summary>Lets it write no byte to any file until <paramref name="over"/>.</summary>
    public async Task FillDisk(Task over)
    {
        var pid = await process!.Pid;
        Kernel.LimitFiles(pid, bytes: 0);
        await over;
        Kernel.LimitFiles(pid, bytes: null);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        starting.Dispose();
    }

    // Moved into place, so that nobody reads half a file.
    private void Order(string order, int number)
    {
        var file = Path.Combine(folder, $"new-{order}");
        File.WriteAllText(file, number.ToString(CultureInfo.InvariantCulture));
        File.Move(file, Path.Combine(orders, order), overwrite: true);
    }

    private Task Died(string point) => Until.True(
        () => !File.Exists(Path.Combine(orders, point)), $"{project} dies at the point '{point}'");

    private static async Task<bool> IsReady(Uri url)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(url, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private Task<bool> IsReady() => IsReady(url);

    private Command Command()
    {
        var assembly = Repository.Assembly(project);
        // A write beyond a limit fails. By default it also ends the process, which no full disk does.
        return new Command("sh", ["-c", "trap '' XFSZ; exec \"$0\" \"$1\"", Repository.DotNet, assembly])
        {
            Folder = Path.GetDirectoryName(assembly)!,
            Variables = new Dictionary<string, string?>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = url.ToString(),
                [$"ConnectionStrings__{project}"] = $"Data Source={database}",
                ["ConnectionStrings__RabbitMq"] = broker,
                ["Identity__Authority"] = authority,
                ["Shutdown__DrainSeconds"] = "0",
                // The shipped course only makes each start of content longer.
                ["Catalogue"] = Path.Combine(folder, "no-catalogue"),
                ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
                [Orders.Variable] = orders,
            },
        };
    }

    private void Log(string line)
    {
        lock (orders)
        {
            File.AppendAllText(Path.Combine(folder, "log"), line + "\n");
        }
    }
}
