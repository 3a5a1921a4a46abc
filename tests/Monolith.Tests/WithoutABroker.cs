using Microsoft.AspNetCore.Hosting;

namespace Monolith.Tests;

/// <summary>The monolith, ready for its modules to leave, with a broker that was never started.</summary>
public class MonolithWithoutBroker : MonolithAlone
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("ConnectionStrings:RabbitMq", "amqp://127.0.0.1:1/");
        builder.UseSetting("Modules:Key", "a key of the tests alone");
    }
}

public class WithoutABroker(MonolithWithoutBroker monolith) : IClassFixture<MonolithWithoutBroker>
{
    [Fact]
    public async Task As_long_as_no_module_has_left_nobody_misses_it()
    {
        var learner = await new Learner(monolith).HasCourse("one");

        await (await learner.Enrolls()).Completes("one");

        Assert.Equal("celebration lesson welcome", await learner.Told());
    }
}
