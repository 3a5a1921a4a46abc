using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using Monolith.Modules;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Mail;

/// <summary>Sends e-mails while their request waits; now and then, those that a request had to leave behind.</summary>
internal sealed class MailSender(
    Writer<MonolithDb> writer, IOptions<MailOptions> options, TimeProvider clock, ILogger<MailSender> log)
    : BackgroundService
{
    private const int MostInOneSweep = 20;

    private readonly TimeSpan patience = TimeSpan.FromSeconds(options.Value.PatienceSeconds);
    private readonly TimeSpan sweepInterval = TimeSpan.FromSeconds(options.Value.SweepSeconds);
    private readonly IMailer? mailer = options.Value.Mailer();
    private readonly MailboxAddress from = MailboxAddress.Parse(options.Value.From);

    /// <summary>Takes e-mails for this caller: no sweep tries them until they have had their time.</summary>
    public void Claim(IEnumerable<Email> emails)
    {
        foreach (var email in emails)
        {
            email.Claim(clock.Now() + (patience * 2));
        }
    }

    /// <summary>Sends claimed e-mails. What can't be sent now is logged, and stays for the sweep.</summary>
    public async Task Send(IReadOnlyCollection<Email> emails)
    {
        if (emails.Count == 0 || mailer is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(patience);
        foreach (var email in emails)
        {
            await Send(email, mailer, limit.Token);
        }

        await writer.Run(db =>
        {
            db.Emails.UpdateRange(emails);
            return Task.CompletedTask;
        });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (mailer is null)
        {
            log.LogWarning("E-mails wait, since there is no way to send them: set Mail:Smtp or Mail:PickupFolder");
            return;
        }

        using var timer = new PeriodicTimer(sweepInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Send(await writer.Run(ClaimDue, stoppingToken));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "E-mails wait: they could not be read or marked; trying again");
            }
        }
    }

    private async Task<List<Email>> ClaimDue(MonolithDb db)
    {
        var now = clock.Now();
        var due = await db.Owns(Module.Notification)
            ? await db.Emails.Where(email => email.SentAt == null && email.NextAttemptAt <= now)
                .OrderBy(email => email.NextAttemptAt).Take(MostInOneSweep).ToListAsync()
            : [];
        Claim(due);
        return due;
    }

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
