using Stack.Broker;

namespace Faults;

/// <summary>Clients complete lessons, something goes wrong, and afterwards the books are even.</summary>
public sealed class NothingIsLostAndNothingIsDoneTwice(SiteUnderTest fixture, ITestOutputHelper output)
    : IClassFixture<SiteUnderTest>
{
    private const int Completions = 100;

    public static TheoryData<string> Faults => [.. Fault.All.Select(fault => fault.Name)];

    public static TheoryData<string> Pairs => [.. Pair.All.Select(pair => pair.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task When(string fault) => Run(fault, Fault.Named(fault));

    [Theory]
    [MemberData(nameof(Pairs))]
    public Task When_both(string pair)
    {
        var both = Pair.All.Single(each => each.Name == pair);
        return Run(pair, both.First, both.Second);
    }

    private async Task Run(string name, params Fault[] faults)
    {
        Assert.SkipWhen(RabbitMqServer.Find() is null, "No rabbitmq-server is installed here.");
        output.WriteLine($"FAULTS_SEED={Seeded.Seed}");

        fixture.Site.KeepFolder = true;
        var result = await Experiment.Run(
            fixture.Site, $"q{fixture.Site.Asked.Count}", name, faults, Completions, Seeded.Random(name));
        output.WriteLine($"{result}");
        Assert.True(result.Balance.IsEven, $"{result} (FAULTS_SEED={Seeded.Seed}, all is in {fixture.Site.Folder})");
        fixture.Site.KeepFolder = false;
    }
}
