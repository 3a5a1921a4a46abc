namespace Messaging.Tests;

/// <summary>Whatever keeps a process from its broker, it comes back by itself, and says what it has to.</summary>
public sealed class LosingTheBroker(TestBroker broker) : IAsyncLifetime
{
    private readonly TestBus others = new(broker.Url);

    public async ValueTask InitializeAsync() => await others.Start();

    public ValueTask DisposeAsync() => others.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_password_that_was_changed_and_changed_back_keeps_no_consumer_away(bool movesModules)
    {
        await using var wire = new Wire(broker.Url);
        await using var process = await Pings.Start(wire.Url, movesModules);
        await Arrives(process);

        wire.SpoilPasswords();
        // Each of those who connect has been refused more than once.
        await Eventually.Is(() => Task.FromResult(wire.Refused > 10));
        Assert.Contains("ACCESS_REFUSED", await process.Complaint());
        wire.Mend();

        await Arrives(process);
        Assert.Null(await process.Complaint());
        process.ToldOnce("ACCESS_REFUSED");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_password_that_was_wrong_at_the_start_keeps_no_consumer_away(bool movesModules)
    {
        await using var wire = new Wire(broker.Url);
        wire.SpoilPasswords();
        await using var process = await Pings.Start(wire.Url, movesModules);
        await Eventually.Is(() => Task.FromResult(wire.Refused > 10));
        wire.Mend();

        await Arrives(process);
        process.ToldOnce("ACCESS_REFUSED");
    }

    [Fact]
    public async Task A_broker_that_is_away_is_told_when_it_goes_and_when_it_comes()
    {
        await using var wire = new Wire(broker.Url);
        await using var process = await Pings.Start(wire.Url);
        await Arrives(process);

        wire.Cut();
        await Eventually.Is(() => Task.FromResult(wire.Refused > 30));
        wire.Mend();

        await Arrives(process);
        process.ToldOnce("");
    }

    [Fact]
    public async Task A_virtual_host_that_is_not_there_is_named()
    {
        await using var process = await Pings.Start(new UriBuilder(broker.Url) { Path = "/nowhere" }.Uri);

        await Eventually.Is(async () => (await process.Complaint())?.Contains("vhost nowhere not found") is true);
        process.ToldOnce("vhost nowhere not found", isOver: false);
    }

    /// <summary>A message that comes now is handled. Until its queue is there once more, the broker drops it.</summary>
    private Task Arrives(Pings process)
    {
        var ping = new Ping(Guid.NewGuid());
        return Eventually.Is(async () =>
        {
            await others.Publish(ping);
            return process.Handled.ContainsKey(ping.Id);
        });
    }
}
