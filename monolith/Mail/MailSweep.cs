using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Mail;

/// <summary>Sends, now and then, the e-mails that a request had to leave behind.</summary>
internal sealed class MailSweep(
    Writer<MonolithDb> writer, MailSender sender, IOptions<MailOptions> options, TimeProvider clock,
    ILogger<MailSweep> log) : BackgroundService
{
    private const int MostAtOnce = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!sender.IsAble)
        {
            log.LogWarning("E-mails wait, since there is no way to send them: set Mail:Smtp or Mail:PickupFolder");
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sender.Send(await writer.Run(ClaimDue, stoppingToken), stoppingToken);
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
        var due = await db.Emails.Where(email => email.SentAt == null && email.NextAttemptAt <= now)
            .OrderBy(email => email.NextAttemptAt).Take(MostAtOnce).ToListAsync();
        sender.Claim(due);
        return due;
    }
}
