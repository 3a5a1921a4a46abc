using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Identity;

/// <summary>
/// The key that signs development tokens. It is kept in a file that its owner alone can read, so that a restarted
/// gateway keeps its sessions.
/// </summary>
public static class SigningKey
{
    /// <summary>Loads the key, or makes one. Throws InvalidOperationException when the file holds none.</summary>
    public static ECDsaSecurityKey In(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        catch (ArgumentException error)
        {
            throw new InvalidOperationException(
                $"{path} is no PEM key, so no token can be signed. Delete it: a new one is made, sessions start over.",
                error);
        }

        var securityKey = new ECDsaSecurityKey(key);
        // The thumbprint of RFC 7638: the same key has the same id everywhere.
        securityKey.KeyId = Base64UrlEncoder.Encode(securityKey.ComputeJwkThumbprint());

        return securityKey;
    }

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var draft = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(draft, options))
        {
            file.Write(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            // In one step, so that nobody reads half a key, and only the first of several gateways' has this name.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
