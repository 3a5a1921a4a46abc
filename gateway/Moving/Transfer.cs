using Moving.Records;

namespace Gateway.Moving;

/// <summary>
/// Brings the receiver up to date with the giver. Where it stands is stored by the receiver with the records, so it
/// goes on after whatever stopped it.
/// </summary>
public sealed class Transfer(SideClient giver, SideClient receiver)
{
    private Filling filling = new("", null, Complete: false, 0);

    /// <summary>The giver logs what changes from now on; a filling that began under that log is resumed.</summary>
    public async Task Track(CancellationToken cancellation)
    {
        var tracked = await giver.Track(cancellation);
        var filled = (await receiver.Status(cancellation)).Filled;

        filling = filled?.Tracking == tracked.Tracking
            ? filled
            : new(tracked.Tracking, Cursor: null, Complete: false, tracked.Position);
    }

    /// <summary>All that the giver has, but for what was filled before; says how far it is as pages follow.</summary>
    public async Task<int> Fill(Action<int> onPage, CancellationToken cancellation)
    {
        var records = 0;
        while (!filling.Complete)
        {
            var page = await giver.Snapshot(filling.Cursor, cancellation);
            var then = filling with { Cursor = page.Next, Complete = page.Next is null };
            await receiver.Store(page.Records, then, cancellation);

            filling = then;
            records += page.Records.Count;
            if (!filling.Complete)
            {
                onPage(records);
            }
        }

        return records;
    }

    /// <summary>What changed meanwhile, until nothing is left.</summary>
    public async Task<int> CatchUp(CancellationToken cancellation)
    {
        var records = 0;
        for (var more = true; more;)
        {
            var page = await giver.Changes(filling.Position, cancellation);
            var then = filling with { Position = page.Position };
            if (page.Records.Count > 0)
            {
                await receiver.Store(page.Records, then, cancellation);
            }

            filling = then;
            records += page.Records.Count;
            more = page.More;
        }

        return records;
    }
}
