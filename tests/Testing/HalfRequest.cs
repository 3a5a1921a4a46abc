using System.Net.Sockets;
using System.Text;

namespace Testing;

/// <summary>A request whose body begins and doesn't go on: as bytes, since no HTTP client sends the like.</summary>
public sealed class HalfRequest(Socket connection) : IDisposable
{
    private const string GoOn = "HTTP/1.1 100 Continue\r\n\r\n";

    private readonly NetworkStream stream = new(connection, ownsSocket: true);

    /// <summary>
    /// Sends its headers, a client's token among them. Without a length its body is to come in chunks.
    /// </summary>
    public static async Task<HalfRequest> Send(HttpClient client, string method, string path, int? length = 10)
    {
        var address = client.BaseAddress!;
        var connection = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await connection.ConnectAsync(address.Host, address.Port);
        var request = new HalfRequest(connection);
        await request.Write($"""
            {method} {path} HTTP/1.1
            Host: {address.Authority}
            Authorization: {client.DefaultRequestHeaders.Authorization}
            Content-Type: application/json
            {(length is null ? "Transfer-Encoding: chunked" : $"Content-Length: {length}")}
            Expect: 100-continue
            Connection: close


            """.ReplaceLineEndings("\r\n"));

        return request;
    }

    /// <summary>Waits until the server reads the body, and sends three bytes of it.</summary>
    public async Task<HalfRequest> Begin()
    {
        var answer = new byte[GoOn.Length];
        await stream.ReadExactlyAsync(answer);
        if (Encoding.ASCII.GetString(answer) != GoOn)
        {
            throw new InvalidOperationException($"Answered before the body came: {Encoding.ASCII.GetString(answer)}");
        }

        await Write("{\"a");
        return this;
    }

    /// <summary>No more will come.</summary>
    public void BreakOff() => connection.Shutdown(SocketShutdown.Send);

    /// <summary>
    /// All that the server says, up to the end of the connection: nothing, after a <see cref="BreakOff"/>.
    /// </summary>
    public async Task<string> Answer()
    {
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException closed) when (
            closed.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // An end like another, if the server had not read all that was sent.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }

    public void Dispose() => stream.Dispose();

    private async Task Write(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
