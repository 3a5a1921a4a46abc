using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bench.Load;

/// <summary>
/// One connection, one request at a time. It reads of an answer what it needs to find its end: client and services
/// share the processors, so a client that costs much would measure itself.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[16 * 1024];

    private HttpConnection()
    {
    }

    public static async Task<HttpConnection> Open(Uri address)
    {
        var connection = new HttpConnection();
        await connection.socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return connection;
    }

    /// <summary>A request without content, as it goes over the wire.</summary>
    public static byte[] Request(string method, string path, string? token) => Encoding.ASCII.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + (token is null ? "" : $"Authorization: Bearer {token}\r\n")
        + (method == "GET" ? "\r\n" : "Content-Length: 0\r\n\r\n"));

    /// <summary>Sends a request and waits for the whole answer. Returns its status.</summary>
    /// <exception cref="IOException">The connection ended, or what came is no answer.</exception>
    /// <exception cref="SocketException">The connection failed.</exception>
    public async Task<int> Send(ReadOnlyMemory<byte> request)
    {
        await socket.SendAsync(request);
        for (var length = 0; ;)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The connection ended before the answer did.");
            }

            length += read;
            if (IsWhole(buffer.AsSpan(0, length)))
            {
                return int.Parse(buffer.AsSpan("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..(end + 2)];
        var body = answer[(end + 4)..];
        if (head.IndexOf("\r\nTransfer-Encoding: chunked\r\n"u8) >= 0)
        {
            return body.EndsWith("0\r\n\r\n"u8);
        }

        var start = head.IndexOf("\r\nContent-Length: "u8);
        if (start < 0)
        {
            return true;
        }

        var number = head[(start + "\r\nContent-Length: ".Length)..];
        number = number[..number.IndexOf((byte)'\r')];
        return body.Length >= int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
