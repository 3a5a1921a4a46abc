using Stack.Commands;
using Stack.Moving;

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
    [InlineData("--shape services", "microservices or monolith")]
    [InlineData("--shape monolith --replicas content=2", "one of each service")]
    [InlineData("--state ", "is empty")]
    [InlineData("--state /proc/self/status", "a file")]
    [InlineData("extract content --state ", "is empty")]
    [InlineData("extract billing", "content, progress, notification")]
    [InlineData("restore billing", "content, progress, notification")]
    public async Task What_is_wrong_is_said_with_what_would_be_right(string arguments, string expected)
    {
        var problem = await Assert.ThrowsAsync<StackException>(() => Parse(arguments));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_starts_nothing()
    {
        var code = await new CommandLine().Invoke(
            ["--prot", "1"], _ => Task.FromResult(0), (_, _) => Task.FromResult(0), _ => Task.FromResult(0));

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
            (arguments, shapes) => Task.FromResult(shapes ? -1 : (passed = arguments).Count),
            _ => Task.FromResult(0));

        Assert.Equal(["--filter", "Name~enroll", "--logger", "trx"], passed);
    }

    [Fact]
    public async Task Each_shape_has_a_state_of_its_own()
    {
        Assert.Equal("here", (await Parse("--state here")).State);
        Assert.Equal("here", (await Parse("--state here --shape microservices")).State);

        var monolith = await Parse("--state here --shape monolith");
        Assert.Equal((Shape.Monolith, Path.Combine("here", "monolith")), (monolith.Shape, monolith.State));
    }

    [Theory]
    [InlineData("extract notification --state here", "service")]
    [InlineData("restore notification --state here", "monolith")]
    public async Task A_module_is_moved_in_the_stack_of_that_folder(string arguments, string to)
    {
        MoveOptions? parsed = null;
        await new CommandLine().Invoke(
            arguments.Split(' '),
            _ => Task.FromResult(0),
            (_, _) => Task.FromResult(0),
            options => Task.FromResult((parsed = options).To.Length));

        Assert.Equal(("notification", "here", to), (parsed!.Module, parsed.State, parsed.To));
    }

    [Fact]
    public async Task The_acceptance_suite_can_run_against_each_shape()
    {
        var all = false;
        await new CommandLine().Invoke(
            ["test", "--shapes"],
            _ => Task.FromResult(0),
            (_, shapes) => Task.FromResult((all = shapes) ? 0 : 1),
            _ => Task.FromResult(0));

        Assert.True(all);
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
            (_, _) => Task.FromResult(0),
            _ => Task.FromResult(0));
        return parsed!;
    }
}
