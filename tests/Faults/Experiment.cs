using System.Diagnostics;
using Faults.Books;
using Faults.Lab;

namespace Faults;

/// <summary>What an experiment found.</summary>
/// <param name="Name">The fault, or the pair.</param>
/// <param name="Balance">The books, once they were even, or when nobody waited any longer.</param>
/// <param name="Away">The longest that a client waited for its answer.</param>
/// <param name="Behind">From the last answer until all effects were there.</param>
internal sealed record Result(string Name, Balance Balance, TimeSpan Away, TimeSpan Behind);

internal static class Experiment
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Lets faults happen while clients complete lessons, and balances the books.</summary>
    public static async Task<Result> Run(
        Site site, string id, string name, IReadOnlyList<Fault> faults, int completions, Random random)
    {
        var asked = await site.Enroll(id, completions, random);
        var load = Load.Start(site.Progress.Url, asked);

        await load.Reached(random.NextDouble() / 3);
        // Each has chance of its own: two that ask one in turn would get what the scheduler gives them.
        await Task.WhenAll(faults.Select(fault => (fault, random: new Random(random.Next()))).ToArray()
            .Select(each => each.fault.Happen(site, load, each.random)));
        await load.Done;

        var clock = Stopwatch.StartNew();
        return new Result(
            name, await WaitForBalance(site, asked), asked.Max(completion => completion.Waited), clock.Elapsed);
    }

    /// <summary>The books, as soon as they are even and nothing more is to be sent.</summary>
    private static async Task<Balance> WaitForBalance(Site site, IReadOnlyList<Completion> asked)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var effects = Effects.Read(site);
            var balance = Balance.Of(asked, effects);
            if ((balance.IsEven && effects.Waiting == 0) || clock.Elapsed > Patience)
            {
                return balance;
            }

            await Task.Delay(50);
        }
    }
}
