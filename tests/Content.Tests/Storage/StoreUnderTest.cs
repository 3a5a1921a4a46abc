using Content.Storage;
using Messaging.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MongoDB.Driver;

namespace Content.Tests.Storage;

/// <summary>A store in a fresh database, as a replica of the service has it.</summary>
public abstract class StoreUnderTest(string? database) : IAsyncLifetime
{
    private readonly List<IHost> replicas = [];

    public bool IsAbsent => database is null;

    public IRoadmapStore Store { get; private set; } = null!;

    public IOutbox Outbox { get; private set; } = null!;

    public RelaySignal Signal { get; private set; } = null!;

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
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Content", database)]);
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

public class SqliteUnderTest() : StoreUnderTest($"Data Source={Folder}/content.db")
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("content-store-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

public class MongoUnderTest() : StoreUnderTest(Address?.ToString())
{
    private static readonly MongoUrl? Address =
        Environment.GetEnvironmentVariable("MONGODB_URL") is { Length: > 0 } url
            ? new MongoUrlBuilder(url) { DatabaseName = $"content-tests-{Guid.NewGuid():n}" }.ToMongoUrl()
            : null;

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
