using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Stack.Broker;

/// <summary>What a node finds when it boots for the first time.</summary>
internal static class Definitions
{
    /// <summary>
    /// Writes the node's configuration, with more <paramref name="settings"/> if given, and returns its path. Without
    /// virtual hosts, defaults hold.
    /// </summary>
    public static string Configure(string folder, IReadOnlyList<string> virtualHosts, string settings)
    {
        var configuration = Path.Combine(folder, "rabbitmq.conf");
        var definitions = Path.Combine(folder, "definitions.json");

        var hosts = virtualHosts.Count == 0 ? "" : $"load_definitions = {definitions}\n";
        File.WriteAllText(configuration, hosts + settings);
        File.WriteAllText(definitions, Json(["/", .. virtualHosts]));
        return configuration;
    }

    private static string Json(IReadOnlyList<string> virtualHosts) => JsonSerializer.Serialize(new
    {
        users = new[]
        {
            new
            {
                name = "guest",
                password_hash = Hash("guest"),
                hashing_algorithm = "rabbit_password_hashing_sha256",
                tags = "administrator"
            }
        },
        vhosts = virtualHosts.Select(name => new { name }),
        permissions = virtualHosts.Select(vhost =>
            new { user = "guest", vhost, configure = ".*", write = ".*", read = ".*" })
    });

    // https://www.rabbitmq.com/docs/passwords: base64 of a 4 byte salt, followed by SHA-256 of salt and password.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
