using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using Notifications.Storage;
using ServiceDefaults;

namespace Notifications.Mail;

/// <summary>
/// Sends the e-mails that wait, one after the other and apart from everything else: a server that hangs delays mail
/// alone. Each is claimed before it is sent, so that of several replicas one sends it.
/// </summary>
internal sealed class MailLoop(
    IDbContextFactory<NotificationDb> databases,
    Writer<NotificationDb> writer,
    IOptions<MailOptions> options,
    TimeProvider clock,
    ILogger<MailLoop> log) : BackgroundService
{
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClaimLimit = SendLimit * 2;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly MailboxAddress from = MailboxAddress.Parse(options.Value.From);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Mailer() is not { } mailer)
        {
            log.LogWarning("E-mails wait, since there is no way to send them: set Mail:Smtp or Mail:PickupFolder");
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before the look, so that no commit falls in between.
            var commit = writer.NextCommit;
            try
            {
                if (await SendNext(mailer, stoppingToken))
                {
                    continue;
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "E-mails wait: they could not be read or marked; trying again");
                commit = Task.Delay(PollInterval, CancellationToken.None);
            }

            await commit.WaitAsync(PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IMailer? Mailer() => options.Value switch
    {
        { Smtp: { } server } => new SmtpMailer(server),
        { PickupFolder: { Length: > 0 } folder } => new PickupFolder(folder),
        _ => null,
    };

    /// <summary>Sends one e-mail that is due, or tries to. False if there is none.</summary>
    private async Task<bool> SendNext(IMailer mailer, CancellationToken stopping)
    {
        if (await ClaimNext(stopping) is not { } email)
        {
            return false;
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            limit.CancelAfter(SendLimit);
            await mailer.Send(email.ToMessage(from), limit.Token);
            await Record(email, sent => sent.Sent(clock.Now()));
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            await Record(email, failed => failed.Failed(clock.Now()));
            log.LogWarning(
                "E-mail {Notification} was not sent at attempt {Attempt}; the next is at {Time:T}: {Reason}",
                email.NotificationId, email.Attempts, email.NextAttemptAt, failure.Message);
        }

        return true;
    }

    private async Task<Email?> ClaimNext(CancellationToken cancellation)
    {
        // First a look without the writer: mostly there is nothing to claim.
        await using var reader = await databases.CreateDbContextAsync(cancellation);
        return !await Due(reader).AnyAsync(cancellation) ? null : await writer.Run(async db =>
        {
            var email = await Due(db).OrderBy(e => e.NextAttemptAt).FirstOrDefaultAsync();
            email?.Claim(clock.Now() + ClaimLimit);
            return email;
        }, cancellation);
    }

    private IQueryable<Email> Due(NotificationDb db)
    {
        var now = clock.Now();
        return db.Emails.Where(email => email.SentAt == null && email.NextAttemptAt <= now);
    }

    private Task Record(Email email, Action<Email> outcome) => writer.Run(db =>
    {
        db.Emails.Attach(email);
        outcome(email);
        return Task.CompletedTask;
    });
}

internal static class MailExtensions
{
    public static void AddMail(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>()
            .BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<MailLoop>();
    }
}
