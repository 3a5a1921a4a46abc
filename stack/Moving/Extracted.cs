using Stack.State;

namespace Stack.Moving;

/// <summary>
/// The services that were ever started beside the monolith. One of them may own its module, so all of them are started
/// again with it, and the broker as well.
/// </summary>
internal sealed class Extracted(StateFolder state)
{
    private readonly string file = state.In("extracted");
    private readonly Lock gate = new();

    public IReadOnlyList<string> Services => File.Exists(file) ? File.ReadAllLines(file) : [];

    public void Add(string service)
    {
        lock (gate)
        {
            if (!Services.Contains(service))
            {
                File.AppendAllText(file, service + "\n");
            }
        }
    }
}
