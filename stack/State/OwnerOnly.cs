using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Stack.State;

/// <summary>What nobody else on this machine may read.</summary>
internal static partial class OwnerOnly
{
    private const UnixFileMode ReadAndWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Whatever this process or one that it starts creates from now on is its owner's alone.</summary>
    public static void FromNowOn() => _ = SetMask(Convert.ToUInt32("077", 8));

    /// <summary>A folder into which nobody else can look, whoever made it before.</summary>
    public static string Folder(string path)
    {
        var folder = Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = ReadAndWrite | UnixFileMode.UserExecute;
        }

        return folder.FullName;
    }

    /// <summary>Writes a file, which appears at once and whole.</summary>
    public static void Write(string path, string text)
    {
        var unfinished = path + ".tmp";
        File.Delete(unfinished);
        using (var file = new StreamWriter(unfinished, Create()))
        {
            file.Write(text);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>A secret that is made once, 64 hexadecimal digits, and stays as long as its file.</summary>
    public static string Secret(string path)
    {
        if (!File.Exists(path))
        {
            Write(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        }

        return File.ReadAllText(path);
    }

    private static FileStreamOptions Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = ReadAndWrite;
        }

        return options;
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint SetMask(uint mask);
}
