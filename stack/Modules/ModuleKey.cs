using System.Security.Cryptography;

namespace Stack.Modules;

/// <summary>The secret by which the gateway moves modules, readable by its owner alone. Each state has its own.</summary>
internal static class ModuleKey
{
    public static string In(StateFolder state)
    {
        var path = state.In("modules.key");
        if (!File.Exists(path))
        {
            using var file = new FileStream(path, OwnerOnly.Create());
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
        }

        return File.ReadAllText(path);
    }
}
