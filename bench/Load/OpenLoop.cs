using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Bench.Load;

/// <summary>
/// Sends each request when it is told to, over a connection that waits for none; opens one when all are busy.
/// </summary>
internal sealed class OpenLoop(Uri address) : IDisposable
{
    private readonly ConcurrentBag<HttpConnection> idle = [];

    /// <summary>Returns when the answer is there, whatever it is, or the connection failed.</summary>
    public async Task Send(byte[] request)
    {
        try
        {
            var connection = idle.TryTake(out var waiting) ? waiting : await HttpConnection.Open(address);
            await connection.Send(request);
            idle.Add(connection);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            // What it asked for is then missing among the rows.
        }
    }

    public void Dispose()
    {
        foreach (var connection in idle)
        {
            connection.Dispose();
        }
    }
}
