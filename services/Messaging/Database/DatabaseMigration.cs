using Microsoft.EntityFrameworkCore;

namespace Messaging.Database;

/// <summary>Migrations at start, with several replicas on one file.</summary>
public static class DatabaseMigration
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Brings a SQLite database's schema up to date, one process at a time. A process that is killed midway leaves
    /// the last whole migration, and keeps nobody waiting: the operating system gives its file lock back.
    /// </summary>
    public static async Task Migrate(this MessagingDb db)
    {
        var file = db.Database.GetDbConnection().DataSource;
        await using var alone = await Hold($"{file}.migrating");

        // EF Core's own lock is a row, which a killed process leaves behind, and then waits for without end.
        if (await db.Database.SqlQuery<int>(
            $"SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync() > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock");
        }

        await db.Database.MigrateAsync();
    }

    private static async Task<FileStream> Hold(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(Pause);
            }
        }
    }
}
