using Faults.Books;
using Faults.Hook;
using Faults.Lab;

namespace Faults;

/// <summary>Something that goes wrong, and is over when the task ends.</summary>
internal sealed record Fault(string Name, Func<Site, Load, Random, Task> Happen)
{
    private static readonly TimeSpan PastTheHeartbeat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PastTheFirstRetries = TimeSpan.FromSeconds(4);

    public static readonly IReadOnlyList<Fault> All =
    [
        new("progress is killed", (site, _, random) => Kill(site.Progress, random)),
        new("notification is killed", (site, _, random) => Kill(site.Notification, random)),
        new("content is killed", (site, _, random) => Kill(site.Content, random)),

        new("progress dies after a commit, before the event is sent",
            (site, _, random) => site.Progress.DieAt(Point.Stored, random.Next(1, 6))),
        new("progress dies after an event is sent, before it is forgotten",
            (site, _, random) => site.Progress.DieAt(Point.Sent, random.Next(1, 6))),
        new("notification dies after a commit, before the message is acknowledged",
            (site, _, random) => site.Notification.DieAt(Point.Handled, random.Next(1, 4))),
        new("content dies after a commit, before the message is acknowledged",
            (site, _, random) => site.Content.DieAt(Point.Handled, random.Next(1, 4))),
        new("a service dies in the middle of a migration", DieMigrating),
        new("a service dies in the middle of its start",
            (site, _, random) => random.Of(site.Services).DieWhileStarting(Point.Statement, random.Next(1, 7))),

        new("the broker is stopped", (site, _, _) => Restart(site, site.Broker.Stop)),
        new("the broker is killed", (site, _, _) => Restart(site, site.Broker.Kill)),
        new("the connection is cut", CutConnection),
        new("the connection is slow", SlowConnection),
        new("every message is delivered three times", DeliverThreeTimes),
        new("messages are delivered out of order", DeliverOutOfOrder),

        new("progress' disk is full", (site, load, _) => site.Progress.FillDisk(load.Reached(0.8))),
        new("notification's disk is full", (site, _, _) => site.Notification.FillDisk(Task.Delay(PastTheFirstRetries))),
        new("content's disk is full, and somebody restarts it", RestartOnFullDisk),
        new("a service is frozen", (site, _, random) => random.Of(site.Services).Freeze(PastTheHeartbeat)),
        new("two relays on one database", TwoRelays),
    ];

    public static Fault Named(string name) => All.Single(fault => fault.Name == name);

    private static async Task Kill(Service service, Random random)
    {
        await Task.Delay(random.Next(500));
        await service.Restart();
    }

    private static async Task DieMigrating(Site site, Load load, Random random)
    {
        var project = random.Of(["Content", "Progress", "Notification"]);
        await using var service = site.StartedAside(project);
        await service.DieWhileStarting(Point.Migrating, random.Next(1, 6));
        await service.Stop();
        Schema.AssertEqual(site.Services.Single(each => each.Project == project).Database, service.Database);
    }

    private static async Task Restart(Site site, Func<Task> end)
    {
        await end();
        await site.Broker.Start(CancellationToken.None);
    }

    private static async Task CutConnection(Site site, Load load, Random random)
    {
        site.Proxy.Cut();
        await Task.Delay(random.Next(100, 1500));
        site.Proxy.Mend();
    }

    private static async Task SlowConnection(Site site, Load load, Random random)
    {
        site.Proxy.Delay = TimeSpan.FromMilliseconds(random.Next(50, 200));
        await load.Done;
        site.Proxy.Delay = TimeSpan.Zero;
    }

    private static async Task DeliverThreeTimes(Site site, Load load, Random random)
    {
        await using var shovel = await Shovel.Start(site.BrokerUrl);
        await load.Done;
        await shovel.CatchUp();
        await shovel.Deliver(times: 2, random);
    }

    private static async Task DeliverOutOfOrder(Site site, Load load, Random random)
    {
        await using var shovel = await Shovel.Start(site.BrokerUrl);
        await shovel.Divert();
        await load.Done;
        await Until.True(() => Effects.Read(site).Waiting == 0, "the outbox is empty");
        await shovel.EndDiversion();
        await shovel.CatchUp();
        await shovel.Deliver(times: 1, random);
    }

    private static async Task RestartOnFullDisk(Site site, Load load, Random random)
    {
        await site.Content.FillDisk(StopLater());
        await site.Content.Start();

        async Task StopLater()
        {
            await load.Reached(0.8);
            await site.Content.Stop();
        }
    }

    private static async Task TwoRelays(Site site, Load load, Random random)
    {
        await using var another = site.AnotherProgress();
        await another.Start();
        await load.Done;
    }
}
