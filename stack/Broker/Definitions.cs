using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Stack.Broker;

/// <summary>What a node finds when it boots: its user, its virtual hosts.</summary>
internal static class Definitions
{
    public const string User = "stack";

    private const string Sha256 = "rabbit_password_hashing_sha256";

    /// <summary>
    /// Writes the node's configuration, with more <paramref name="settings"/> if given, and returns its path.
    /// </summary>
    public static string Configure(string folder, string password, IReadOnlyList<string> virtualHosts, string settings)
    {
        var configuration = Path.Combine(folder, "rabbitmq.conf");
        var definitions = Path.Combine(folder, "definitions.json");

        File.WriteAllText(configuration, $"load_definitions = {definitions}\n{settings}");
        File.WriteAllText(definitions, Json(password, ["/", .. virtualHosts]));
        return configuration;
    }

    private static string Json(string password, IReadOnlyList<string> virtualHosts) => JsonSerializer.Serialize(new
    {
        users = new[]
        {
            new { name = User, password_hash = Hash(password), hashing_algorithm = Sha256, tags = "administrator" },
            // A node of an earlier release has it, with the password that everybody knows. Without one nobody gets in.
            new { name = "guest", password_hash = "", hashing_algorithm = Sha256, tags = "" }
        },
        vhosts = virtualHosts.Select(name => new { name }),
        permissions = virtualHosts.Select(vhost =>
            new { user = User, vhost, configure = ".*", write = ".*", read = ".*" })
    });

    // https://www.rabbitmq.com/docs/passwords: base64 of a 4 byte salt, followed by SHA-256 of salt and password.
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
