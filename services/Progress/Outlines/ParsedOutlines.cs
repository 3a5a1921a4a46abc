using Microsoft.EntityFrameworkCore;
using Progress.Storage;

namespace Progress.Outlines;

/// <summary>
/// Titles and lessons of outlines in memory, each of its newest revision: to read 500 lessons takes longer than to
/// complete one. Whether they are retired may have changed since.
/// </summary>
internal sealed class ParsedOutlines
{
    private const int Most = 1000;

    private readonly Dictionary<string, Outline> known = [];

    /// <summary>
    /// A roadmap's outline, whose stored revision is the given one. To be asked in units of work alone.
    /// </summary>
    public async Task<Outline> Find(ProgressDb db, string roadmap, int revision)
    {
        if (!known.TryGetValue(roadmap, out var outline) || outline.Revision != revision)
        {
            if (known.Count == Most)
            {
                known.Clear();
            }

            known[roadmap] = outline = await db.Outlines.AsNoTracking()
                .SingleAsync(stored => stored.Roadmap == roadmap);
        }

        return outline;
    }
}
