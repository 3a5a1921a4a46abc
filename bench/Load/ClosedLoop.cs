using System.Net.Sockets;

namespace Bench.Load;

/// <summary>So many connections, each of which sends its next request when it has the answer to the last.</summary>
internal static class ClosedLoop
{
    /// <summary>Sends what <paramref name="next"/> gives, until it gives null.</summary>
    public static async Task<(int Accepted, int Refused)> Run(Uri address, int connections, Func<byte[]?> next)
    {
        var (accepted, refused) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            HttpConnection? connection = null;
            while (next() is { } request)
            {
                try
                {
                    connection ??= await HttpConnection.Open(address);
                    var isAccepted = await connection.Send(request) is >= 200 and < 300;
                    Interlocked.Increment(ref (isAccepted ? ref accepted : ref refused));
                }
                catch (Exception failure) when (failure is IOException or SocketException)
                {
                    Interlocked.Increment(ref refused);
                    connection?.Dispose();
                    connection = null;
                }
            }

            connection?.Dispose();
        })));
        return (accepted, refused);
    }

    /// <summary>Gives requests until so much time has passed.</summary>
    public static Func<byte[]?> During(TimeSpan time, Func<byte[]?> next)
    {
        var end = Environment.TickCount64 + (long)time.TotalMilliseconds;
        return () => Environment.TickCount64 < end ? next() : null;
    }
}
