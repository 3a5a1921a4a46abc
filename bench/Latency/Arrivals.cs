using System.Diagnostics;
using System.Globalization;
using Bench.Ways;

namespace Bench.Latency;

/// <summary>Sees notification rows appear, at most two milliseconds after their commit.</summary>
internal sealed class Arrivals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<int, long> seen = [];
    private readonly Task watching;

    private Arrivals(Pipeline pipeline, long last) =>
        watching = Task.Factory.StartNew(() => Look(pipeline, last), TaskCreationOptions.LongRunning);

    /// <summary>Watches from behind a place in the order of arrival.</summary>
    public static Arrivals Watch(Pipeline pipeline, long last) => new(pipeline, last);

    /// <summary>By learner's number, the timestamp at which the row was there.</summary>
    public async Task<IReadOnlyDictionary<int, long>> Stop()
    {
        await stop.CancelAsync();
        await watching;
        return seen;
    }

    public void Dispose() => stop.Dispose();

    private void Look(Pipeline pipeline, long last)
    {
        using var database = pipeline.OpenNotifications();
        using var query = database.CreateCommand();
        query.CommandText = "SELECT Sequence, LearnerId FROM Notifications WHERE Sequence > $last AND Kind = 'Lesson'";
        var after = query.Parameters.AddWithValue("$last", last);

        // Once more after the end: it may have come between the last look and the order.
        for (var isLast = false; !isLast; Thread.Sleep(2))
        {
            isLast = stop.IsCancellationRequested;
            using var rows = query.ExecuteReader();
            var now = Stopwatch.GetTimestamp();
            while (rows.Read())
            {
                last = rows.GetInt64(0);
                seen[int.Parse(rows.GetString(1).Split('-')[1], CultureInfo.InvariantCulture)] = now;
            }

            rows.Close();
            after.Value = last;
        }
    }
}
