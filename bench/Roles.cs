using Bench.Bare;
using Bench.Bound;
using Bench.Naive;
using Bench.Wolverine;

namespace Bench;

/// <summary>What else this program can be: the processes that ours are measured beside.</summary>
internal static class Roles
{
    public static readonly IReadOnlyDictionary<string, Func<string[], Task>> All =
        new Dictionary<string, Func<string[], Task>>
        {
            ["naive-progress"] = NaiveProgress.Run,
            ["naive-notification"] = NaiveNotification.Run,
            ["wolverine-progress"] = WolverineProgress.Run,
            ["wolverine-notification"] = WolverineNotification.Run,
            ["bound-progress"] = BoundProgress.Run,
            ["bound-notification"] = BoundNotification.Run,
            ["bare-proxy"] = BareProxy.Run,
            ["stand-in"] = StandIn.Run,
        };
}
