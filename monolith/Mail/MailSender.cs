using Mail;
using Messaging.Storage;
using Microsoft.Extensions.Options;
using MimeKit;
using Monolith.Moving;
using Monolith.Storage;
using Moving;
using ServiceDefaults;

namespace Monolith.Mail;

/// <summary>Sends e-mails while somebody waits: a request for its own, the sweep for what was left behind.</summary>
internal sealed class MailSender(
    Writer<MonolithDb> writer, IOptions<MailOptions> options, IOptions<MailTimes> times, IServiceProvider services,
    TimeProvider clock, ILogger<MailSender> log)
{
    private static readonly TimeSpan PatienceWhenStopping = TimeSpan.FromSeconds(1);

    private readonly TimeSpan patience = TimeSpan.FromSeconds(times.Value.PatienceSeconds);
    private readonly IMailer? mailer = options.Value.Mailer();
    private readonly MailboxAddress from = MailboxAddress.Parse(options.Value.From);

    /// <summary>Whether there is a way to send anything.</summary>
    public bool IsAble => mailer is not null;

    /// <summary>
    /// Keeps notification here until <see cref="End"/>: whoever took it over before its mail is marked as sent would
    /// send that again. False once it is leaving.
    /// </summary>
    public bool TryBegin() => Gate?.TryEnter() ?? true;

    public void End() => Gate?.Leave();

    /// <summary>Takes e-mails for this caller: no sweep tries them until they have had their time.</summary>
    public void Claim(List<Email> emails) => emails.ForEach(email => email.Claim(clock.Now() + (patience * 2)));

    /// <summary>Sends claimed e-mails. What can't be sent now is logged, and stays for the sweep.</summary>
    public async Task Send(List<Email> emails, CancellationToken stopping)
    {
        if (emails.Count == 0 || mailer is null)
        {
            return;
        }

        // For all of them together.
        using var limit = new CancellationTokenSource(patience);
        await using var hurry = stopping.Register(() => limit.CancelAfter(PatienceWhenStopping));
        foreach (var email in emails)
        {
            await Send(email, mailer, limit.Token);
        }

        await writer.Run(db =>
        {
            db.Emails.UpdateRange(emails);
            return Task.CompletedTask;
        }, CancellationToken.None);
    }

    // Null where no module ever leaves. Only now, because what moves modules knows the sweep, which knows this.
    private WriteGate? Gate => services.GetService<ModuleMoves>()?.Find(ModuleName.Notification)?.Gate;

    private async Task Send(Email email, IMailer by, CancellationToken limit)
    {
        try
        {
            await by.Send(email.ToMessage(from), limit);
            email.Sent(clock.Now());
        }
        catch (Exception failure)
        {
            email.Failed(clock.Now());
            log.LogWarning(
                "E-mail {Notification} was not sent at attempt {Attempt}; the next is after {Time:T}: {Reason}",
                email.NotificationId, email.Attempts, email.NextAttemptAt,
                limit.IsCancellationRequested ? $"no answer within {patience}" : failure.Message);
        }
    }
}
