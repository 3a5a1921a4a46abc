using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Stack.Terminal;

/// <summary>The `dotnet run` in front of this process: once it is gone, no terminal can end us.</summary>
internal static partial class Parent
{
    /// <summary>Tells when the process that started us has ended, if that is a dotnet command.</summary>
    public static void WhenItEnds(Action then)
    {
        // Of a container's first process there is none: 0.
        if (GetParentId() is var id and not 0 && Process.GetProcessById(id) is { ProcessName: "dotnet" } parent)
        {
            _ = WaitForEnd(parent, then);
        }
    }

    private static async Task WaitForEnd(Process parent, Action then)
    {
        await parent.WaitForExitAsync();
        then();
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentId();
}
