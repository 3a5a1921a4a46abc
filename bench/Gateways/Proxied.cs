using Bench.Load;
using Bench.Processes;

namespace Bench.Gateways;

/// <summary>One way to the backend, with what it did in all turns so far.</summary>
internal sealed class Proxied(string name, Child proxy, int connections, byte[] request)
{
    private double seconds, cpu;

    public string Name => name;

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public double PerSecond => Accepted / seconds;

    public double CpuOfOne => cpu / Accepted;

    public byte[] Next() => request;

    public Func<byte[]?> AtMost(int requests) => () => Interlocked.Decrement(ref requests) >= 0 ? request : null;

    public async Task Ask(Func<byte[]?> next)
    {
        var (before, start) = (proxy.Cpu(), Environment.TickCount64);
        var (accepted, refused) = await ClosedLoop.Run(proxy.Address, connections, next);
        (Accepted, Refused) = (Accepted + accepted, Refused + refused);
        seconds += (Environment.TickCount64 - start) / 1000.0;
        cpu += proxy.Cpu() - before;
    }

    public void Reset() => (Accepted, Refused, seconds, cpu) = (0, 0, 0, 0);
}
