using Messaging.Bus;
using Messaging.Database;
using Messaging.DeadLetters;
using Messaging.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Messaging.Tests;

/// <summary>A service that has nothing but its desk and its relay, with a database of its own.</summary>
public sealed class DeskUnderTest : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("desk-");
    private readonly IHost host;

    private DeskUnderTest(Uri broker, Action<IServiceCollection> change)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["ConnectionStrings:RabbitMq"] = broker.ToString();
        builder.Configuration["ConnectionStrings:Ledger"] = $"Data Source={Path.Combine(folder.FullName, "ledger.db")}";
        builder.AddDatabase<LedgerDb>("Ledger");
        builder.AddMessaging("notification");
        change(builder.Services);
        host = builder.Build();
    }

    public IDeadLetters Letters => host.Services.GetRequiredService<IDeadLetters>();

    public LedgerDb Read() => host.Services.GetRequiredService<IDbContextFactory<LedgerDb>>().CreateDbContext();

    public IOutbox Outbox => host.Services.GetRequiredService<IOutbox>();

    /// <summary>
    /// Starts one, with other parts than usual or with what its database holds from <paramref name="before"/>.
    /// </summary>
    public static async Task<DeskUnderTest> Start(
        Uri broker, Action<IServiceCollection>? change = null, Action<LedgerDb>? before = null)
    {
        var desk = new DeskUnderTest(broker, change ?? (_ => { }));
        await using (var scope = desk.host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<LedgerDb>();
            await db.Database.EnsureCreatedAsync();
            before?.Invoke(db);
            await db.SaveChangesAsync();
        }

        await desk.host.StartAsync();
        return desk;
    }

    public Task<IReadOnlyList<DeadLetterItem>> Waiting() =>
        Letters.List("notification", DeadLetterState.Waiting, null, 10, CancellationToken.None);

    /// <summary>Waits for the only letter on the desk.</summary>
    public async Task<DeadLetter> Letter()
    {
        var waiting = await Eventually.Get(Waiting, found => found.Count == 1);
        return (await Letters.Find(waiting[0].Id, CancellationToken.None))!;
    }

    public async Task Replay(DeadLetter letter) => Assert.True(await Letters.Close(
        letter,
        new() { DeadLetterId = letter.Id, What = DeadLetterState.Replayed, Who = "olga", When = DateTime.UtcNow },
        CancellationToken.None));

    /// <summary>As an operator does: null, or why it is refused.</summary>
    public Task<string?> Close(DeadLetter letter) =>
        Letters.Replay(letter, "olga", DateTime.UtcNow, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
