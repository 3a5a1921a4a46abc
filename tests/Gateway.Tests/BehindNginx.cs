using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests;

/// <summary>With a real nginx in front, as docs/proxies has it.</summary>
public sealed class BehindNginx : IAsyncLifetime
{
    private readonly GatewayUnderTest gateway = new()
    {
        Settings =
        {
            ["Site:PublicUrl"] = "http://learning.example.org",
            ["Site:TrustedProxies"] = "127.0.0.1;::1",
            ["RateLimits:Burst"] = "5",
            ["RateLimits:AnonymousPerSecond"] = "1",
        },
    };

    public ValueTask InitializeAsync() => gateway.InitializeAsync();

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Each_caller_has_a_limit_of_their_own_whoever_they_claim_to_be()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has all of 127.0.0.0/8 to call from.");
        await using var nginx = await Nginx.InFrontOf(gateway.Anonymous().BaseAddress!);
        using var hasty = From("127.0.0.2", nginx);
        using var patient = From("127.0.0.3", nginx);

        var claims = 0;
        await Eventually.Equal(HttpStatusCode.TooManyRequests, () => Status(hasty, $"203.0.113.{claims++}"));

        Assert.Equal(HttpStatusCode.OK, await Status(patient, "127.0.0.2"));
    }

    [Fact]
    public async Task The_site_has_its_public_name_and_no_other()
    {
        await using var nginx = await Nginx.InFrontOf(gateway.Anonymous().BaseAddress!);
        using var client = From("127.0.0.1", nginx);

        Assert.Equal(HttpStatusCode.OK, await StatusAt("learning.example.org"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAt("evil.example"));

        async Task<HttpStatusCode> StatusAt(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/roadmaps") { Headers = { Host = host } };
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string claim)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/roadmaps");
        request.Headers.Add("X-Forwarded-For", claim);
        using var answer = await client.SendAsync(request);

        return answer.StatusCode;
    }

    /// <summary>A client that calls from an address of its own.</summary>
    private static HttpClient From(string address, Nginx nginx) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = nginx.Address,
    };
}
