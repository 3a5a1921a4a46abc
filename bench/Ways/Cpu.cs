using Bench.Processes;

namespace Bench.Ways;

/// <summary>Microseconds on the processors, of all who have a part in an event.</summary>
internal sealed record Cpu(double Progress, double Notification, double Broker, double Gateway, double Client)
{
    public double All => Progress + Notification + Broker + Gateway + Client;

    /// <summary>Of this process, which is the client, too.</summary>
    public static Cpu Now(Child progress, Child notification, Surroundings surroundings) => new(
        progress.Cpu(), notification.Cpu(), surroundings.BrokerCpu(), surroundings.GatewayCpu(),
        CpuTime.OfThisProcess());

    /// <summary>What was spent since then, for each of so many events.</summary>
    public Cpu Since(Cpu then, long events) => new(
        (Progress - then.Progress) / events, (Notification - then.Notification) / events,
        (Broker - then.Broker) / events, (Gateway - then.Gateway) / events, (Client - then.Client) / events);
}
