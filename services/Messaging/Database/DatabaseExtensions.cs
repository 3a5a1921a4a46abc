using Messaging.DeadLetters;
using Messaging.Inbox;
using Messaging.Outbox;
using Messaging.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ServiceDefaults;

namespace Messaging.Database;

/// <summary>Gives a process its SQLite database.</summary>
public static class DatabaseExtensions
{
    /// <summary>
    /// Adds a service's SQLite database by the name of its connection string: <typeparamref name="TDb"/> to read
    /// with, <see cref="Writer{TDb}"/> to write with, the outbox, the dead letters and the inbox's retention.
    /// </summary>
    public static void AddDatabase<TDb>(this IHostApplicationBuilder builder, string name) where TDb : MessagingDb
    {
        var connectionString = builder.Configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException(
                $"ConnectionStrings:{name} is missing. "
                + $"For a local file: ConnectionStrings__{name}=\"Data Source=x.db\".");

        var file = new DatabaseFile(InExistingFolder(connectionString));
        builder.Services.AddHealthChecks().AddCheck("database", file, tags: [Health.ReadyTag]);
        builder.Services.AddPooledDbContextFactory<TDb>(options => options
            .UseSqlite(
                connectionString,
                // One statement for a list of any length, instead of one to prepare for each length.
                sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(file, new SqliteDurability()));
        builder.Services.AddScoped(services =>
            services.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext());

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<RelaySignal>();
        builder.Services.AddSingleton(services => new Writer<TDb>(
            services.GetRequiredService<IDbContextFactory<TDb>>(),
            services.GetRequiredService<RelaySignal>().WakeOnNews));
        builder.Services.AddSingleton<LeaseTable<TDb>>();
        builder.Services.AddSingleton<IOutbox, OutboxTable<TDb>>();
        builder.Services.AddSingleton<IDeadLetters, DeadLetterTable<TDb>>();
        builder.Services.AddSingleton(OldInboxRows<TDb>);
        builder.Services.AddHostedService<Retention>();
        builder.Services.AddStoreAway(Transient.IsOfSqlite);
    }

    /// <summary>Brings the database's schema up to date.</summary>
    public static async Task Migrate<TDb>(this IHost host) where TDb : MessagingDb
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TDb>().Migrate();
    }

    private static Expiry OldInboxRows<TDb>(IServiceProvider services) where TDb : MessagingDb
    {
        var writer = services.GetRequiredService<Writer<TDb>>();
        return new("Inbox rows that no redelivery can meet", (most, cancellation) => writer.Run(db =>
        {
            var expired = DateTime.UtcNow - InboxExtensions.Retention;
            return db.Inbox.Where(message => message.AcceptedAt < expired)
                .OrderBy(message => message.AcceptedAt).Take(most).ExecuteDeleteAsync(CancellationToken.None);
        }, cancellation));
    }

    private static string InExistingFolder(string connectionString)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}
