using System.Collections.Concurrent;
using MassTransit;
using Messaging.Bus;
using Messaging.Database;
using Messaging.DeadLetters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Moving.Tables;

namespace Messaging.Tests;

public record Ping(Guid Id);

public class CountPings(Pings pings) : IConsumer<Ping>
{
    public Task Consume(ConsumeContext<Ping> context) =>
        Task.FromResult(pings.Handled.TryAdd(context.Message.Id, true));
}

/// <summary>A service with one consumer, and all that it logs.</summary>
public sealed class Pings : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pings-");
    private readonly Lines lines = new();
    private readonly IHost host;

    private Pings(Uri broker, bool movesModules, string service)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(lines);
        builder.Configuration["ConnectionStrings:Ledger"] = $"Data Source={Path.Combine(folder.FullName, "ledger.db")}";
        builder.Configuration["ConnectionStrings:RabbitMq"] = broker.ToString();
        builder.Configuration["Modules:Key"] = movesModules ? "the-key-of-these-tests" : null;
        builder.AddDatabase<LedgerDb>("Ledger");
        builder.AddMessaging(service, typeof(CountPings));
        builder.AddModule<LedgerDb>(service, [], QueueReader.Of(service, [typeof(CountPings)]));
        builder.Services.AddSingleton(this);
        host = builder.Build();
    }

    public ConcurrentDictionary<Guid, bool> Handled { get; } = [];

    public IDeadLetters Letters => host.Services.GetRequiredService<IDeadLetters>();

    public static async Task<Pings> Start(Uri broker, bool movesModules = false, string service = "pings")
    {
        var pings = new Pings(broker, movesModules, service);
        await using (var scope = pings.host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<LedgerDb>().Database.EnsureCreatedAsync();
        }

        await pings.host.StartAsync();
        return pings;
    }

    /// <summary>What its health says of the broker; null when all is well.</summary>
    public async Task<string?> Complaint() => (await host.Services.GetRequiredService<HealthCheckService>()
        .CheckHealthAsync(check => check.Name == "broker")).Entries["broker"].Description;

    /// <summary>Asserts that it said one line when it lost its broker, with the cause, and one at the end.</summary>
    public void ToldOnce(string cause, bool isOver = true)
    {
        Assert.Contains(cause, Assert.Single(lines.Written, line => line.Contains("can't be used")));
        Assert.Equal(isOver ? 1 : 0, lines.Written.Count(line => line.Contains("can be used again")));
        Assert.DoesNotContain(lines.Written, line => !line.Contains("The broker"));
    }

    /// <summary>Ends it once it has finished what it has in hand.</summary>
    public async Task Stop()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await host.StopAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await ((IAsyncDisposable)host).DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    /// <summary>What is said about the broker, and not about a message in hand.</summary>
    private sealed class Lines : ILoggerProvider
    {
        public ConcurrentQueue<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

        public void Dispose()
        {
        }
    }

    private sealed class Line(Lines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            (category.StartsWith("Messaging", StringComparison.Ordinal) && logLevel >= LogLevel.Information)
            || (category == "MassTransit" && logLevel >= LogLevel.Warning);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Written.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
            }
        }
    }
}
