using Bench.Processes;

namespace Bench.Ways;

/// <summary>Microseconds on the processors, of all who have a part in an event.</summary>
internal sealed record Cpu(double Progress, double Notification, double Broker, double Gateway, double Client)
{
    public double All => Progress + Notification + Broker + Gateway + Client;

    /// <summary>Of this process, which is the client, too.</summary>
    public static Cpu Now(Child progress, Child notification, Surroundings surroundings)
    {
        // To look through all processes costs something, too.
        var client = CpuTime.OfThisProcess();
        var sessions = CpuTime.BySession();
        return new(
            sessions.GetValueOrDefault(progress.Session), sessions.GetValueOrDefault(notification.Session),
            sessions.GetValueOrDefault(surroundings.BrokerSession),
            sessions.GetValueOrDefault(surroundings.GatewaySession), client);
    }

    /// <summary>What was spent since then, for each of so many events.</summary>
    public Cpu Since(Cpu then, long events) => new(
        (Progress - then.Progress) / events, (Notification - then.Notification) / events,
        (Broker - then.Broker) / events, (Gateway - then.Gateway) / events, (Client - then.Client) / events);
}
