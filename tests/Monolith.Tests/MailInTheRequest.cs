using Microsoft.AspNetCore.Hosting;
using Notifications.Tests;

namespace Monolith.Tests;

/// <summary>The monolith, with mail going to a server, and less patience than usual.</summary>
public class MonolithWithMail() : MonolithAlone
{
    public MailServer Mail { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Mail.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Mail:Smtp", Mail.Address);
        builder.UseSetting("Mail:PatienceSeconds", "4");
        builder.UseSetting("Mail:SweepSeconds", "1");
    }
}

public class MailInTheRequest(MonolithWithMail monolith) : IClassFixture<MonolithWithMail>
{
    [Fact]
    public async Task A_celebration_was_handed_to_the_server_before_the_answer()
    {
        var learner = await Starts();

        await learner.Completes("one");

        Assert.Equal("You finished HTTP in depth. Congratulations!", Assert.Single(Mails(learner)).Subject);
    }

    [Fact]
    public async Task What_a_hanging_server_did_not_take_is_sent_later()
    {
        monolith.Mail.Hangs = true;
        var learner = await Starts();

        await learner.Completes("one");
        Assert.Equal("celebration lesson welcome", await learner.Told());
        Assert.Empty(Mails(learner));

        monolith.Mail.Hangs = false;
        await Eventually.Is(() => Task.FromResult(Mails(learner).Count > 0), what: "the mail");
        Assert.Single(Mails(learner));
    }

    private async Task<Learner> Starts() =>
        await (await (await new Learner(monolith).HasCourse("one")).WantsMail()).Enrolls();

    private IReadOnlyList<MimeKit.MimeMessage> Mails(Learner learner) =>
        monolith.Mail.ReceivedBy($"{learner.Id}@example.org");
}
