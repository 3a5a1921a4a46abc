using System.Runtime.InteropServices;

namespace Faults.Lab;

/// <summary>What Linux can do to a process without its help.</summary>
internal static partial class Kernel
{
    private const int SigStop = 19, SigCont = 18, FileSize = 1;

    public static void Stop(int pid) => _ = Kill(pid, SigStop);

    public static void Continue(int pid) => _ = Kill(pid, SigCont);

    /// <summary>Lets every write beyond a size fail, as on a full disk; null takes the limit away.</summary>
    public static void LimitFiles(int pid, ulong? bytes)
    {
        var limit = new Limit(bytes ?? ulong.MaxValue, ulong.MaxValue);
        _ = SetLimit(pid, FileSize, in limit, 0);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int SetLimit(int pid, int resource, in Limit limit, nint former);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
