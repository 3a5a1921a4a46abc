using Bench.Bound;
using Bench.Wolverine;
using Stack.Machine;

namespace Bench.Ways;

/// <summary>
/// One way to do the same job: a lesson is completed, committed, told, and the notification committed.
/// </summary>
/// <param name="Name">For the command line and the tables.</param>
/// <param name="Exchange">Where its progress publishes the event.</param>
internal sealed record Way(string Name, string Exchange)
{
    private const string MassTransits = "Contracts:LessonCompleted";

    public static readonly Way Ours = new("ours", MassTransits);
    public static readonly Way Naive = new("naive", MassTransits);
    public static readonly Way Bound = new("bound", BoundTopology.Exchange);
    public static readonly IReadOnlyList<Way> All = [Ours, Naive, new("wolverine", WolverineSetup.Exchange), Bound];

    /// <summary>The bound takes a learner's word for who it is.</summary>
    public bool ChecksTokens => this != Bound;

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Way Named(string name) => All.SingleOrDefault(way => way.Name == name)
        ?? throw new ArgumentException(
            $"There is no way '{name}'. Choose from: {string.Join(", ", All.Select(way => way.Name))}.");

    /// <summary>What runs for <c>Progress</c> or <c>Notification</c>.</summary>
    public string[] Command(string service) => this == Ours
        ? [Repository.Assembly(service)]
        : [Repository.Assembly("Bench"), $"{Name}-{service.ToLowerInvariant()}"];
}
