using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Stack;

/// <summary>Free TCP ports on the loopback interface.</summary>
internal static class Ports
{
    // Below the range from which systems take outgoing connections' ports: a process that was stopped
    // finds its port still free when it is started again.
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly HashSet<int> Given = [];

    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last);
            if (IsFree(port) && Given.Add(port))
            {
                return port;
            }
        }
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Whether something accepts connections there.</summary>
    public static async Task<bool> Answers(string host, int port, CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
