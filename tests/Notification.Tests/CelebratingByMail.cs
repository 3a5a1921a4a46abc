using MimeKit;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

[Collection(nameof(NotificationUnderTest))]
public class CelebratingByMail(NotificationUnderTest service)
{
    [Fact]
    public async Task A_finished_roadmap_is_one_mail_whatever_is_repeated()
    {
        var handled = service.Handled();
        var learner = await WithAddress();

        var message = await learner.IsSaid(learner.Finished());
        await learner.IsSaid(learner.Finished(), message);
        await handled.Times(2, message);

        var id = (await learner.IsTold(Celebration))[0].Id;
        var mail = await Mail(id);
        Assert.Equal($"{learner.Id}@example.org", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Contains("HTTP in depth", mail.Subject, StringComparison.Ordinal);
        Assert.StartsWith(id.ToString(), mail.MessageId, StringComparison.Ordinal);
        Assert.Single(Files(), file => File.ReadAllText(file).Contains(learner.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_else_is_mailed_nor_what_is_muted()
    {
        var handled = service.Handled();
        var (learner, muting, last) = (await WithAddress(), await WithAddress(Celebration), await WithAddress());
        await handled.Times(2, await learner.IsSaid(learner.Enrolled()));
        await handled.Times(1, await learner.IsSaid(learner.Completed(1)));
        await handled.Times(1, await muting.IsSaid(muting.Finished()));

        // Mail leaves in order: once this one has, so would have any of the others.
        await last.IsSaid(last.Finished());
        await Mail((await last.IsTold(Celebration))[0].Id);

        Assert.Empty((await muting.Notifications()).Items);
        Assert.DoesNotContain(Files(), file => File.ReadAllText(file) is var text
            && (text.Contains(learner.Id, StringComparison.Ordinal)
                || text.Contains(muting.Id, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_title_cannot_add_a_header()
    {
        var learner = await WithAddress();

        await learner.IsSaid(learner.Finished() with { Title = "Ünlucky\r\nBcc: all@example.org\r\n\r\n<script>" });

        var mail = await Mail((await learner.IsTold(Celebration))[0].Id);
        Assert.Empty(mail.Bcc);
        Assert.Single(mail.To);
        Assert.Contains("Ünlucky", mail.Subject, StringComparison.Ordinal);
        Assert.Equal("text/plain", mail.Body?.ContentType.MimeType);
    }

    [Fact]
    public async Task A_title_that_looks_encoded_is_read_as_it_was_written()
    {
        const string Title = "=?utf-8?q?You_won?= für alle";
        var learner = await WithAddress();

        await learner.IsSaid(learner.Finished() with { Title = Title });

        var mail = await Mail((await learner.IsTold(Celebration))[0].Id);
        Assert.Contains(Title, mail.Subject, StringComparison.Ordinal);
    }

    private async Task<Learner> WithAddress(params NotificationKind[] muted)
    {
        var learner = new Learner(service);
        await learner.Prefers($"{learner.Id}@example.org", muted);
        return learner;
    }

    private string[] Files() => Directory.Exists(service.Mailbox) ? Directory.GetFiles(service.Mailbox, "*.eml") : [];

    private async Task<MimeMessage> Mail(Guid notification)
    {
        var file = Path.Combine(service.Mailbox, $"{notification}.eml");
        await Eventually.Is(() => Task.FromResult(File.Exists(file)));
        return await MimeMessage.LoadAsync(file);
    }
}
