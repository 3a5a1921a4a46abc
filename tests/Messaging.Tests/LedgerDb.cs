using Messaging.Database;
using Messaging.Outbox;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Messaging.Tests;

public class Entry
{
    public required string Name { get; init; }
}

public class LedgerDb(DbContextOptions<LedgerDb> options) : MessagingDb(options)
{
    public DbSet<Entry> Entries => Set<Entry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Entry>().HasKey(entry => entry.Name);
    }
}

/// <summary>A database file of its own, opened as a service opens its own.</summary>
public sealed class Ledger : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");
    private readonly IHost host;

    private Ledger()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:Ledger"] = $"Data Source={Path.Combine(folder.FullName, "ledger.db")}";
        builder.AddDatabase<LedgerDb>("Ledger");
        host = builder.Build();
    }

    public Writer<LedgerDb> Writer => host.Services.GetRequiredService<Writer<LedgerDb>>();

    public IOutbox Outbox => host.Services.GetRequiredService<IOutbox>();

    public static async Task<Ledger> Open()
    {
        var ledger = new Ledger();
        await using var db = ledger.Read();
        await db.Database.EnsureCreatedAsync();
        return ledger;
    }

    /// <summary>Another process on the same file, as far as leases and locks can tell.</summary>
    public LeaseTable<LedgerDb> LeasesOfAReplica() => new(Writer, TimeProvider.System);

    public LedgerDb Read() => host.Services.GetRequiredService<IDbContextFactory<LedgerDb>>().CreateDbContext();

    public async Task<bool> Has(string name)
    {
        await using var db = Read();
        return await db.Entries.AnyAsync(entry => entry.Name == name);
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)host).DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
