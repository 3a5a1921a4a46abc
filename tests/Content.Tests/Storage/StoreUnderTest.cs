using Content.Storage;
using Messaging.DeadLetters;
using Messaging.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MongoDB.Driver;

namespace Content.Tests.Storage;

/// <summary>A store in a fresh database, as a replica of the service has it.</summary>
public abstract class StoreUnderTest : IAsyncLifetime
{
    private readonly List<IHost> replicas = [];

    public bool IsAbsent => Database is null;

    public IRoadmapStore Store { get; private set; } = null!;

    public IOutbox Outbox { get; private set; } = null!;

    public RelaySignal Signal { get; private set; } = null!;

    public IServiceProvider Services => replicas[0].Services;

    public IDeadLetters DeadLetters => Services.GetRequiredService<IDeadLetters>();

    /// <summary>The connection string; null if there is no such server here.</summary>
    protected abstract string? Database { get; }

    public async ValueTask InitializeAsync()
    {
        if (!IsAbsent)
        {
            (Store, Outbox, Signal) = await Replica();
        }
    }

    /// <summary>One more replica on the same database.</summary>
    public async Task<(IRoadmapStore Store, IOutbox Outbox, RelaySignal Signal)> Replica()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Content", Database)]);
        builder.AddRoadmapStore();
        builder.Services.TryAddSingleton<RelaySignal>();
        builder.Services.TryAddSingleton(TimeProvider.System);

        var host = builder.Build();
        replicas.Add(host);
        await host.PrepareStore();
        return (
            host.Services.GetRequiredService<IRoadmapStore>(),
            host.Services.GetRequiredService<IOutbox>(),
            host.Services.GetRequiredService<RelaySignal>());
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var replica in replicas)
        {
            await ((IAsyncDisposable)replica).DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

public class SqliteUnderTest : StoreUnderTest
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("content-store-");

    protected override string Database => $"Data Source={folder.FullName}/content.db";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}

public class MongoUnderTest : StoreUnderTest
{
    /// <summary>Where the database is; null without a server.</summary>
    public MongoUrl? Address { get; } =
        Environment.GetEnvironmentVariable("MONGODB_URL") is { Length: > 0 } url
            ? new MongoUrlBuilder(url) { DatabaseName = $"content-tests-{Guid.NewGuid():n}" }.ToMongoUrl()
            : null;

    protected override string? Database => Address?.ToString();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Address is not null)
        {
            using var client = new MongoClient(Address);
            await client.DropDatabaseAsync(Address.DatabaseName);
        }

        GC.SuppressFinalize(this);
    }
}
