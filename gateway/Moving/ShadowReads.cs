namespace Gateway.Moving;

/// <summary>One read that somebody really made, to be made again at both sides.</summary>
public sealed record ShadowRead(string Path, string? Authorization);

/// <summary>The newest reads of a module while it is being moved, each once.</summary>
public sealed class ShadowReads
{
    // Enough to tell, and not so many that the move costs more than the traffic.
    private const int Most = 50;

    private readonly Lock gate = new();
    private readonly LinkedList<ShadowRead> newest = [];
    private volatile bool wanted;

    public void Begin()
    {
        lock (gate)
        {
            newest.Clear();
            wanted = true;
        }
    }

    public void End() => wanted = false;

    public void Note(HttpRequest request)
    {
        if (!wanted)
        {
            return;
        }

        var read = new ShadowRead(request.Path + request.QueryString, request.Headers.Authorization);
        lock (gate)
        {
            if (!newest.Contains(read))
            {
                newest.AddLast(read);
            }

            if (newest.Count > Most)
            {
                newest.RemoveFirst();
            }
        }
    }

    /// <summary>Takes them out, at most <paramref name="count"/>.</summary>
    public IReadOnlyList<ShadowRead> Take(int count)
    {
        lock (gate)
        {
            var taken = newest.Take(count).ToList();
            taken.ForEach(read => newest.Remove(read));

            return taken;
        }
    }
}
