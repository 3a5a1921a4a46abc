using Messaging.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Progress.Storage;

namespace Progress.Tests;

public sealed class Migrating : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("migrating-");

    [Fact]
    public async Task A_lock_that_a_killed_process_left_keeps_nobody_waiting()
    {
        await using var db = Open();
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-02 12:00:00+00:00');
            """);

        await db.Migrate().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Empty(await db.Enrollments.ToListAsync());
    }

    [Fact]
    public async Task Replicas_that_start_at_once_all_find_the_schema()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var db = Open();
            await db.Migrate();
            Assert.Empty(await db.Enrollments.ToListAsync());
        }))).WaitAsync(TimeSpan.FromSeconds(20));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private ProgressDb Open() => new(new DbContextOptionsBuilder<ProgressDb>()
        .UseSqlite($"Data Source={Path.Combine(folder.FullName, "progress.db")}").Options);
}
