using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;

namespace Upgrade;

/// <summary>A service of today on the data that its first release left behind.</summary>
/// <typeparam name="T">Any type of the service, which says which one it is.</typeparam>
public sealed class ServiceOfOldData<T>(TestBroker broker) : ServiceUnderTest<T>(broker)
    where T : class
{
    private readonly string name = typeof(T).Assembly.GetName().Name!.ToLowerInvariant();

    /// <summary>Writes the file as the first release had it. To be called before the service starts.</summary>
    public void RestoreVersion1()
    {
        // A dump has its tables in order of name, not of reference.
        using var connection = new SqliteConnection($"{Database};Foreign Keys=False;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = File.ReadAllText(Version1.File($"{name}.sql"));
        command.ExecuteNonQuery();
    }

    /// <summary>How many events wait in its outbox.</summary>
    public long EventsThatWait()
    {
        using var connection = new SqliteConnection(Database);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM Outbox";

        return (long)command.ExecuteScalar()!;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Catalogue", "none");
    }
}
