using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Bench;

/// <summary>What can happen to the part that notifies. Each lasts until it is disposed of.</summary>
internal static class ShapeFaults
{
    /// <summary>Its process is killed, and started again at the end.</summary>
    public static async Task<IAsyncDisposable> Die(MeasuredStack stack, string process)
    {
        await stack.Client.Kill(process);
        return new End(() => stack.Client.Start(process));
    }

    /// <summary>Somebody holds a write lock on its database file, as a careless tool or a long report would.</summary>
    public static async Task<IAsyncDisposable> LockDatabase(string state, string process)
    {
        var file = Directory.EnumerateFiles(state, $"{process}.db", SearchOption.AllDirectories).Single();
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private sealed class End(Func<Task> work) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(work());
    }
}

/// <summary>A mail server that takes connections and says nothing.</summary>
internal sealed class HangingMailServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public HangingMailServer() => listener.Start();

    /// <summary>The runner's options that make a process send its mail here.</summary>
    public string[] For(string process) => ["--set", $"{process}:Mail:Smtp=smtp://{listener.LocalEndpoint}"];

    public void Dispose() => listener.Dispose();
}
