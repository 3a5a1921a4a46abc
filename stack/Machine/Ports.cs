using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Stack.Machine;

/// <summary>Free TCP ports on the loopback interface.</summary>
internal static class Ports
{
    // Below the range from which systems take outgoing connections' ports: a process that was stopped
    // finds its port still free when it is started again.
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly HashSet<int> Given = [];

    /// <exception cref="StackException">It isn't a matter of the port.</exception>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last);
            var refusal = Refusal(port);
            if (refusal is null && Given.Add(port))
            {
                return port;
            }

            if (refusal is { SocketErrorCode: not SocketError.AddressAlreadyInUse })
            {
                throw new StackException($"No process can listen on 127.0.0.1 here: {refusal.Message}.");
            }
        }
    }

    /// <summary>Why nobody can listen there; null when the port is free.</summary>
    public static SocketException? Refusal(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return null;
        }
        catch (SocketException refusal)
        {
            return refusal;
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
