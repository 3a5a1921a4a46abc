using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Moving;

/// <summary>Lets in whoever shows the key. The gateway has it, and no route of the gateway leads here.</summary>
internal sealed class ModuleKey(RequestDelegate next, IOptions<ModuleOptions> options)
{
    public const string Path = "/internal";

    private readonly byte[] expected = Hash($"Bearer {options.Value.Key}");

    public Task InvokeAsync(HttpContext context)
    {
        // Hashes are of one length: how long the comparison takes tells nothing of the key.
        if (CryptographicOperations.FixedTimeEquals(Hash(context.Request.Headers.Authorization.ToString()), expected))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
