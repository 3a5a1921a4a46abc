using System.Net;
using System.Net.Sockets;

namespace Messaging.Tests;

/// <summary>The wire to a broker, which can be cut: then the broker is away, for those who come over it.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly Uri broker;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;
    private CancellationTokenSource cut = new();
    private int refused;

    public Wire(Uri broker)
    {
        this.broker = broker;
        listener.Start();
        Url = new UriBuilder(broker) { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = Accept();
    }

    public Uri Url { get; }

    /// <summary>How many connections have been tried while it was cut.</summary>
    public int Refused => refused;

    public void Cut() => cut.Cancel();

    public void Mend() => cut = new();

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
                    near.GetStream().CopyToAsync(far.GetStream(), cancellation),
                    far.GetStream().CopyToAsync(near.GetStream(), cancellation));
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException)
            {
                // Either end is gone, and so is the other.
            }
        }
    }
}
