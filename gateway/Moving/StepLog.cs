using System.Diagnostics;
using System.Threading.Channels;

namespace Gateway.Moving;

/// <summary>Tells whoever listens how a move goes, step by step.</summary>
public sealed class StepLog
{
    private readonly Channel<MoveStep> steps = Channel.CreateUnbounded<MoveStep>();
    private readonly Stopwatch all = Stopwatch.StartNew();
    private Stopwatch clock = new();

    /// <summary>What has been done, as it is done; ends with the move.</summary>
    public IAsyncEnumerable<MoveStep> Steps => steps.Reader.ReadAllAsync();

    /// <summary>Does a step, and says so afterwards.</summary>
    public async Task Do(string step, Func<Task<StepResult>> work)
    {
        clock = Stopwatch.StartNew();
        var done = await work();
        Add(new(step, done.Records, done.Differences, clock.ElapsedMilliseconds, done.Detail));
    }

    /// <summary>Does a step that has nothing to count.</summary>
    public Task Do(string step, Func<Task> work) => Do(step, async () =>
    {
        await work();
        return new StepResult();
    });

    /// <summary>A step goes on, and has come so far.</summary>
    public void Progress(string step, int records) => Add(new(step, records, 0, clock.ElapsedMilliseconds, null));

    /// <summary>The last line.</summary>
    public void End(string step, string? detail)
    {
        Add(new(step, 0, 0, all.ElapsedMilliseconds, detail));
        steps.Writer.Complete();
    }

    private void Add(MoveStep step) => steps.Writer.TryWrite(step);
}

/// <summary>What came of a step.</summary>
public sealed record StepResult(int Records = 0, int Differences = 0, string? Detail = null);
