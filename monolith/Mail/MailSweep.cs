using Mail;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Mail;

/// <summary>Sends, now and then, the e-mails that a request had to leave behind.</summary>
internal sealed class MailSweep(
    Writer<MonolithDb> writer, MailSender sender, IOptions<MailTimes> times, TimeProvider clock,
    IHostApplicationLifetime host, ILogger<MailSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!sender.IsAble)
        {
            log.LogWarning("E-mails wait, since there is no way to send them: set Mail:Smtp or Mail:PickupFolder");
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(times.Value.SweepSeconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await writer.Run(ClaimNext, stoppingToken) is { } email)
                {
                    // A module that leaves waits for it: cut short, it would be sent again.
                    await sender.Send([email], host.ApplicationStopping);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "E-mails wait: they could not be read or marked; trying again");
            }
        }
    }

    private async Task<Email?> ClaimNext(MonolithDb db)
    {
        var now = clock.Now();
        var due = await db.Emails.Where(email => email.SentAt == null && email.NextAttemptAt <= now)
            .OrderBy(email => email.NextAttemptAt).FirstOrDefaultAsync();
        if (due is not null)
        {
            sender.Claim([due]);
        }

        return due;
    }
}
