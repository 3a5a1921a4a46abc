using System.Net;
using Acceptance;
using Acceptance.Roadmaps;

namespace Moving.Tests.Clients;

/// <summary>An author who revises a roadmap all the time, each revision on top of the one before.</summary>
public sealed class WritingClient(Caller author, bool mayFail) : IDisposable
{
    private readonly Calls calls = new(mayFail);
    private Draft draft = Draft.Of("one");
    private int revision;

    public int Made => calls.Made;

    public async Task Write(CancellationToken stop)
    {
        await calls.Make(
            "create",
            () => author.Put(draft.Path, draft),
            mayFail ? [HttpStatusCode.Created, HttpStatusCode.PreconditionRequired] : [HttpStatusCode.Created]);
        Assert.Equal((1, draft.Title), await Current());

        for (revision = 1; !stop.IsCancellationRequested; revision++)
        {
            draft = draft with { Title = $"Revision {revision + 1}" };
            var answer = await calls.Make(
                "revise",
                () => author.Put(draft.Path, draft, ("If-Match", $"\"{revision}\"")),
                mayFail ? [HttpStatusCode.OK, HttpStatusCode.PreconditionFailed] : []);

            // Without an answer nobody knows; a repetition then meets what it has itself written.
            if (answer.Status == HttpStatusCode.PreconditionFailed)
            {
                Assert.Equal((revision + 1, draft.Title), await Current());
            }
        }
    }

    /// <summary>Holds that the roadmap is what was accepted last, after as many revisions as were accepted.</summary>
    public async Task NothingIsLostOrDoubled() => Assert.Equal((revision, draft.Title), await Current());

    public void Dispose() => calls.Dispose();

    private async Task<(int, string)> Current()
    {
        var roadmap = (await calls.Make("roadmap", () => author.Get(draft.Path))).As<Roadmap>();
        return (roadmap.Revision, roadmap.Title);
    }
}
