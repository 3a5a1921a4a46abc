using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Stack.Terminal;

/// <summary>The `dotnet run` in front of this process: once it is gone, no terminal can end us.</summary>
internal static partial class Parent
{
    /// <summary>Asks for the end once the process that started us has ended, if that is a dotnet command.</summary>
    public static void Follow(StopSignals signals)
    {
        // Of a container's first process there is none: 0.
        if (GetParentId() is var id and not 0 && Process.GetProcessById(id) is { ProcessName: "dotnet" } parent)
        {
            _ = RequestAtEnd(parent, signals);
        }
    }

    private static async Task RequestAtEnd(Process parent, StopSignals signals)
    {
        await parent.WaitForExitAsync();
        signals.Request();
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentId();
}
