using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Notifications.Tests;

/// <summary>A mail server on loopback that speaks as much of RFC 5321 as it takes, and can hang or refuse.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<MimeMessage> received = [];
    private readonly Task accepting;
    private int connections;

    public MailServer()
    {
        listener.Start();
        accepting = Task.Run(Accept);
    }

    public string Address => $"smtp://{listener.LocalEndpoint}";

    /// <summary>Takes connections and says nothing.</summary>
    public bool Hangs { get; set; }

    /// <summary>How many mails it refuses for now, before it takes one.</summary>
    public int Refusals { get; set; }

    /// <summary>How long it takes for each mail.</summary>
    public TimeSpan Slowness { get; set; }

    public int Connections => connections;

    public IReadOnlyList<MimeMessage> ReceivedBy(string address) =>
        [.. received.Where(mail => mail.To.Mailboxes.Any(to => to.Address == address))];

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref connections);
                _ = Task.Run(() => Serve(client));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(connection.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(connection.GetStream(), Encoding.Latin1)
        {
            AutoFlush = true,
            NewLine = "\r\n"
        };

        if (!Hangs)
        {
            await writer.WriteLineAsync("220 mail.test");
        }

        while (await reader.ReadLineAsync() is { } command)
        {
            await writer.WriteLineAsync(command.Split(' ', ':')[0].ToUpperInvariant() switch
            {
                "MAIL" when Refusals-- > 0 => "451 Try again later",
                "DATA" => await Receive(reader, writer),
                "QUIT" => "221 Bye",
                _ => "250 OK",
            });
        }
    }

    private async Task<string> Receive(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 Go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line and not ".")
        {
            text.Append(line).Append("\r\n");
        }

        await Task.Delay(Slowness);
        received.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()))));
        return "250 OK";
    }
}
