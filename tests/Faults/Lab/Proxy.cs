using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Faults.Lab;

/// <summary>The cable between the services and the broker: it can be cut, and it can be slow.</summary>
internal sealed class Proxy : IDisposable
{
    private readonly TcpListener listener;
    private readonly int target;
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private volatile bool isCut;

    public Proxy(int port, int target)
    {
        this.target = target;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = Accept();
    }

    /// <summary>Added to the way of each piece of data, in both directions.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Breaks every connection, and lets none be made.</summary>
    public void Cut()
    {
        isCut = true;
        foreach (var connection in open.Keys)
        {
            connection.Close();
        }
    }

    public void Mend() => isCut = false;

    public void Dispose()
    {
        Cut();
        listener.Dispose();
    }

    private async Task Accept()
    {
        while (true)
        {
            try
            {
                _ = Connect(await listener.AcceptTcpClientAsync());
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Connect(TcpClient service)
    {
        using var broker = new TcpClient { NoDelay = true };
        service.NoDelay = true;
        try
        {
            (open[service], open[broker]) = (true, true);
            if (!isCut)
            {
                await broker.ConnectAsync(IPAddress.Loopback, target);
                // Whichever side ends, ends both.
                await Task.WhenAny(Pump(service, broker), Pump(broker, service));
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
            // The broker is away, or the cable was cut just now.
        }
        finally
        {
            open.TryRemove(service, out _);
            open.TryRemove(broker, out _);
            service.Close();
        }
    }

    private async Task Pump(TcpClient from, TcpClient to)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var length)
            {
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay);
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, length));
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            // One of the two has gone.
        }
    }
}
