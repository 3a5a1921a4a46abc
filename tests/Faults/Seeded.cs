namespace Faults;

/// <summary>Chance that can be had again.</summary>
internal static class Seeded
{
    /// <summary><c>FAULTS_SEED</c> of a run that is to be repeated, or a new one.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FAULTS_SEED"), out var given)
            ? given
            : System.Random.Shared.Next();

    /// <summary>For one experiment, whichever others run before it.</summary>
    public static Random Random(string name) =>
        // A string's own hash differs from one process to the next.
        new(name.Aggregate(Seed, (hash, letter) => unchecked((hash * 31) + letter)));

    public static T Of<T>(this Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
