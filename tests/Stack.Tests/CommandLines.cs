namespace Stack.Tests;

public class CommandLines
{
    [Theory]
    [InlineData("--port 70000", "0 to 65535")]
    [InlineData("--rabbitmq localhost", "amqp://")]
    [InlineData("--mongodb localhost:27017", "mongodb://")]
    [InlineData("--replicas gateway=2", "content, progress, notification")]
    [InlineData("--replicas content=0", "1 to 9")]
    [InlineData("--replicas content=2 --replicas content=3", "twice")]
    [InlineData("--set gateway", "<process>:<key>=<value>")]
    public async Task What_is_wrong_is_said_with_what_would_be_right(string arguments, string expected)
    {
        var problem = await Assert.ThrowsAsync<StackException>(() => Parse(arguments));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_starts_nothing()
    {
        var code = await new CommandLine().Invoke(["--prot", "1"], _ => Task.FromResult(0), _ => Task.FromResult(0));

        Assert.NotEqual(0, code);
    }

    [Fact]
    public async Task Settings_replicas_and_addresses_are_understood()
    {
        var options = await Parse(
            "--port 0 --replicas notification=3 --set gateway:Limits:Burst=a=b --mongodb mongodb://db --state here");

        Assert.Equal(0, options.Port);
        Assert.Equal(3, options.Replicas["notification"]);
        Assert.Equal(new Setting("gateway", "Limits:Burst", "a=b"), Assert.Single(options.Settings));
        Assert.Equal("mongodb://db", options.MongoDb);
        Assert.Equal("here", options.State);
    }

    [Fact]
    public async Task What_follows_test_goes_to_dotnet_test_untouched()
    {
        IReadOnlyList<string> passed = [];

        await new CommandLine().Invoke(
            ["test", "--filter", "Name~enroll", "--logger", "trx"],
            _ => Task.FromResult(0),
            arguments => Task.FromResult((passed = arguments).Count));

        Assert.Equal(["--filter", "Name~enroll", "--logger", "trx"], passed);
    }

    private static async Task<StackOptions> Parse(string arguments)
    {
        StackOptions? parsed = null;
        await new CommandLine().Invoke(
            arguments.Split(' '),
            options =>
            {
                parsed = options;
                return Task.FromResult(0);
            },
            _ => Task.FromResult(0));
        return parsed!;
    }
}
