using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

/// <summary>The service, with mail going to a server.</summary>
public class SmtpUnderTest(TestBroker broker) : ServiceUnderTest<Program>(broker)
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
    }
}

public class SendingBySmtp(SmtpUnderTest service, TestBroker broker) : IClassFixture<SmtpUnderTest>
{
    private sealed class Another(TestBroker broker, string database, string mail) : ServiceUnderTest<Program>(broker)
    {
        public override string Database => database;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Mail:Smtp", mail);
        }
    }

    [Fact]
    public async Task A_celebration_is_handed_to_the_server()
    {
        var learner = await Finishes();

        var mail = await Arrives(learner);

        Assert.Equal("You finished HTTP in depth. Congratulations!", mail.Subject);
    }

    [Fact]
    public async Task What_the_server_refuses_for_now_is_sent_again()
    {
        service.Mail.Refusals = 2;

        await Arrives(await Finishes());

        Assert.True(service.Mail.Refusals < 0);
    }

    [Fact]
    public async Task A_server_that_hangs_delays_mail_and_nothing_else()
    {
        service.Mail.Hangs = true;
        var connections = service.Mail.Connections;
        var learner = await Finishes();
        await Eventually.Is(() => Task.FromResult(service.Mail.Connections > connections));

        using var stream = await EventStream.Open(learner.Client);
        await learner.IsSaid(learner.Completed(12));
        Assert.Equal(Lesson, (await stream.Next(1))[0].Kind);
        await learner.IsTold(Lesson, Celebration);
        Assert.Empty(Mails(learner));

        service.Mail.Hangs = false;
        await Arrives(learner);
    }

    [Fact]
    public async Task Of_two_replicas_one_sends_a_mail()
    {
        await using var replica = new Another(broker, service.Database, service.Mail.Address);
        await replica.InitializeAsync();
        var connections = service.Mail.Connections;
        // Both look once a second: the other comes upon a mail that is being sent.
        service.Mail.Slowness = TimeSpan.FromSeconds(2);

        await Arrives(await Finishes());

        service.Mail.Slowness = TimeSpan.Zero;
        Assert.Equal(connections + 1, service.Mail.Connections);
    }

    [Fact]
    public async Task An_address_that_is_no_mail_server_is_refused_at_the_start()
    {
        await using var misconfigured = new Another(broker, service.Database, "http://mail.example.org");

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(
            () => misconfigured.InitializeAsync().AsTask());

        Assert.Contains("Mail:Smtp", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<Learner> Finishes()
    {
        var learner = new Learner(service);
        await learner.Prefers($"{learner.Id}@example.org");
        await learner.IsSaid(learner.Finished());
        return learner;
    }

    private IReadOnlyList<MimeKit.MimeMessage> Mails(Learner learner) =>
        service.Mail.ReceivedBy($"{learner.Id}@example.org");

    private async Task<MimeKit.MimeMessage> Arrives(Learner learner) => Assert.Single(await Eventually.Get(
        () => Task.FromResult(Mails(learner)), mails => mails.Count > 0, TimeSpan.FromSeconds(30), "the mail"));
}
