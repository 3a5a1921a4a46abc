using Stack.Control;
using Stack.Moving;
using Stack.State;
using Stack.Terminal;

namespace Stack.Tests;

/// <summary>`extract` and `restore` say what is in the way.</summary>
public sealed class CommandingARunningStack : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Without_a_stack_it_says_how_to_start_one() =>
        Assert.Contains("No stack runs from", await Refusal(), StringComparison.Ordinal);

    [Fact]
    public async Task A_stack_of_the_other_shape_is_named()
    {
        using var state = await StateFolder.Open(folder.FullPath, clean: false, CancellationToken.None);
        Write(state);

        Assert.Contains("has the shape microservices", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runner_that_was_killed_is_not_waited_for()
    {
        var monolith = StateFolder.Of(Shape.Monolith, folder.FullPath);
        using var state = await StateFolder.Open(monolith, clean: false, CancellationToken.None);
        Write(state);

        Assert.Contains("runner has ended", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_a_state_stays_and_is_its_owners_alone()
    {
        using var state = await StateFolder.Open(folder.FullPath, clean: false, CancellationToken.None);

        var key = OwnerOnly.Secret(state.In("modules.key"));

        Assert.Equal(key, OwnerOnly.Secret(state.In("modules.key")));
        Assert.Equal(64, key.Length);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(state.In("modules.key")).UnixFileMode);
    }

    [Fact]
    public async Task What_was_ever_extracted_is_remembered_once()
    {
        using var state = await StateFolder.Open(folder.FullPath, clean: false, CancellationToken.None);

        new Extracted(state).Add("progress");
        new Extracted(state).Add("progress");

        Assert.Equal(["progress"], new Extracted(state).Services);
    }

    public void Dispose() => folder.Dispose();

    private static void Write(StateFolder state) =>
        new ControlFile("http://127.0.0.1:1", "secret", "http://127.0.0.1:1").Write(state);

    private async Task<string> Refusal()
    {
        using var signals = new StopSignals();
        var options = new MoveOptions("notification", Extract: true, folder.FullPath);

        return (await Assert.ThrowsAsync<StackException>(() => MoveCommand.Run(options, signals))).Message;
    }
}
