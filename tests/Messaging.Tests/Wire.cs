using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Messaging.Tests;

/// <summary>
/// The wire to a broker. It can be cut: then the broker is away, for those who come over it. It can spoil passwords:
/// then the broker lets nobody in, as after a change of the password.
/// </summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly Uri broker;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;
    private readonly byte[] login;
    private CancellationTokenSource cut = new();
    private volatile bool spoils;
    private int refused;

    public Wire(Uri broker)
    {
        this.broker = broker;
        var user = broker.UserInfo is "" ? "guest:guest" : broker.UserInfo;
        login = Encoding.UTF8.GetBytes($"\0{user.Replace(':', '\0')}");
        listener.Start();
        Url = new UriBuilder(broker) { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = Accept();
    }

    public Uri Url { get; }

    /// <summary>How many connections have been tried while it was cut, or logins while it spoiled them.</summary>
    public int Refused => refused;

    public void Cut() => cut.Cancel();

    /// <summary>Ends the connections that there are, and makes the broker refuse all others.</summary>
    public void SpoilPasswords()
    {
        spoils = true;
        Cut();
        cut = new();
    }

    public void Mend() => (spoils, cut) = (false, new());

    public async ValueTask DisposeAsync()
    {
        Cut();
        listener.Stop();
        await accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Forward(await listener.AcceptTcpClientAsync(), cut.Token);
            }
        }
        catch (SocketException)
        {
            // Disposed.
        }
    }

    private async Task Forward(TcpClient near, CancellationToken cancellation)
    {
        using (near)
        {
            if (cancellation.IsCancellationRequested)
            {
                Interlocked.Increment(ref refused);
                return;
            }

            try
            {
                using var far = new TcpClient();
                await far.ConnectAsync(broker.Host, broker.Port, cancellation);
                await Task.WhenAny(
                    Send(near.GetStream(), far.GetStream(), cancellation),
                    far.GetStream().CopyToAsync(near.GetStream(), cancellation));
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException)
            {
                // Either end is gone, and so is the other.
            }
        }
    }
    private async Task Send(NetworkStream near, NetworkStream far, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await near.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            if (spoils && buffer.AsSpan(0, count).IndexOf(login) is >= 0 and var start)
            {
                buffer[start + login.Length - 1]++;
                Interlocked.Increment(ref refused);
            }

            await far.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }
    }
}
