using Faults.Books;
using Faults.Lab;

namespace Faults;

/// <summary>The books of a whole run, once nothing can change any more: a late second effect is found here.</summary>
internal sealed record Audit(Balance Balance, IReadOnlyList<string> Waiting)
{
    public bool IsEven => Balance.IsEven && Waiting.Count == 0;

    public static async Task<Audit> Of(Site site)
    {
        await site.End();
        List<string> waiting = [.. await Queues.Waiting(site.BrokerUrl), .. site.DeadLetters()];
        return new(Balance.Of(site.Asked, Effects.Read(site)), waiting);
    }
}
