using Contracts;
using Messaging.Bus;
using Messaging.Database;
using Messaging.Events;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Moving;
using Moving.Tables;

[assembly: AssemblyFixture(typeof(TestBroker))]

namespace Messaging.Tests;

public class Moving(TestBroker broker)
{
    [Fact]
    public async Task Every_unit_of_work_sees_one_owner_and_none_works_for_a_module_that_was_released()
    {
        await using var process = await Process.Start(broker.Url, "ledger", "other");
        var units = Enumerable.Range(0, 400).Select(number => process.Writer.Run(async db =>
        {
            if (await db.Owns("ledger"))
            {
                db.Entries.Add(new Entry { Name = $"direct-{number}" });
            }
            else
            {
                db.Outbox.Add(EventMessage.Of(new LessonReopened("ada", "http", "dns", number, DateTime.UtcNow)));
            }

            return await db.Owns("ledger");
        })).ToList();
        await units[0];

        var releasing = process.Moves.Release(process.Module("ledger"), 1);
        var late = Enumerable.Range(400, 400).Select(number => process.Writer.Run(db => db.Owns("ledger"))).ToList();
        await releasing;
        await using var db = process.Read();
        var direct = await db.Entries.CountAsync();
        var answers = await Task.WhenAll(units);
        await Task.WhenAll(late);

        Assert.Equal(answers.Count(owned => owned), direct);
        Assert.Equal(direct, await db.Entries.CountAsync());
        Assert.False(await process.Writer.Run(db => db.Owns("ledger")));
        Assert.True(await process.Writer.Run(db => db.Owns("other")));
        // In order: once it is given away, it stays away.
        Assert.Equal(answers, answers.OrderByDescending(owned => owned));
    }

    [Fact]
    public async Task A_release_waits_for_the_writes_under_way_and_lets_no_more_in()
    {
        await using var process = await Process.Start(broker.Url, "ledger");
        var module = process.Module("ledger");
        Assert.True(module.Gate.TryEnter());

        var releasing = process.Moves.Release(module, 1);
        await Eventually.Is(() =>
        {
            var isClosed = !module.Gate.TryEnter();
            if (!isClosed)
            {
                module.Gate.Leave();
            }

            return Task.FromResult(isClosed);
        });
        Assert.False(releasing.IsCompleted);
        Assert.Equal(new(0, true), await process.Moves.OwnershipOf(module, CancellationToken.None));

        module.Gate.Leave();
        await releasing;
        Assert.False(module.Gate.TryEnter());
        Assert.Equal(new(1, false), await process.Moves.OwnershipOf(module, CancellationToken.None));
    }

    [Fact]
    public async Task A_service_with_events_that_nobody_takes_stays_the_owner_and_says_why()
    {
        await using var process = await Process.Start(new Uri("amqp://127.0.0.1:9"), "ledger");
        var module = process.Module("ledger");
        await process.Writer.Run(db =>
        {
            db.Outbox.Add(EventMessage.Of(new LessonReopened("ada", "http", "dns", 1, DateTime.UtcNow)));
            return Task.CompletedTask;
        });

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => process.Moves.Release(module, 1));

        Assert.True(refused.IsTemporary);
        Assert.Contains("outbox", refused.Message);
        Assert.Equal(new(0, true), await process.Moves.OwnershipOf(module, CancellationToken.None));
        Assert.True(module.Gate.TryEnter());
    }

    [Fact]
    public async Task What_a_unit_that_failed_has_changed_is_not_in_the_log()
    {
        await using var process = await Process.Start(broker.Url, "ledger");
        var store = process.Module("ledger").Store;
        var start = (await store.Track()).Position;

        await Record.ExceptionAsync(() => process.Writer.Run(async db =>
        {
            db.Entries.Add(new Entry { Name = "half" });
            await db.SaveChangesAsync();
            throw new InvalidOperationException("on purpose");
        }));
        await process.Writer.Run(db => db.Entries.Add(new Entry { Name = "whole" }).Context.SaveChangesAsync());

        var changes = await store.Changes(start, 10, CancellationToken.None);
        Assert.Equal("""{"name":"whole"}""", Assert.Single(changes.Records).Data.GetRawText());
        await store.Untrack();
        await process.Writer.Run(db => db.Entries.Add(new Entry { Name = "later" }).Context.SaveChangesAsync());
        Assert.Empty((await store.Changes(0, 10, CancellationToken.None)).Records);
        Assert.True((await store.Track()).Position >= changes.Position);
    }

    /// <summary>A process with these modules in one database.</summary>
    private sealed class Process : IAsyncDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("moving-");
        private readonly IHost host;

        private Process(Uri broker, string[] modules)
        {
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Configuration["ConnectionStrings:Ledger"] =
                $"Data Source={Path.Combine(folder.FullName, "ledger.db")}";
            builder.Configuration["ConnectionStrings:RabbitMq"] = broker.ToString();
            builder.Configuration["Modules:Key"] = "the-key-of-these-tests";
            builder.AddDatabase<LedgerDb>("Ledger");
            builder.AddMessaging("ledger");
            foreach (var module in modules)
            {
                builder.AddModule(module, Tables);
            }

            host = builder.Build();
        }

        private static IReadOnlyList<ModuleTable<LedgerDb>> Tables =>
        [
            ModuleTable.Of(
                "entry", "Entries",
                (LedgerDb db, string rows) => db.Entries.Rows(rows), entry => new Entry { Name = entry.Name },
                (LedgerDb db, Entry entry) => db.Database.ExecuteSqlAsync(
                    $"INSERT INTO Entries (Name) VALUES ({entry.Name}) ON CONFLICT DO NOTHING")),
        ];

        public Writer<LedgerDb> Writer => host.Services.GetRequiredService<Writer<LedgerDb>>();

        public ModuleMoves Moves => host.Services.GetRequiredService<ModuleMoves>();

        public static async Task<Process> Start(Uri broker, params string[] modules)
        {
            var process = new Process(broker, modules);
            await using (var db = process.Read())
            {
                await db.Database.EnsureCreatedAsync();
            }

            await process.host.StartAsync();
            return process;
        }

        public Module Module(string name) => Moves.Find(name)!;

        public LedgerDb Read() => host.Services.GetRequiredService<IDbContextFactory<LedgerDb>>().CreateDbContext();

        public async ValueTask DisposeAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await host.StopAsync(limit.Token);
            await ((IAsyncDisposable)host).DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
