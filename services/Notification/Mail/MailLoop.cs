using Mail;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Notifications.Mail;

/// <summary>
/// Sends the e-mails that wait, one after the other and apart from everything else: a server that hangs delays mail
/// alone.
/// </summary>
internal sealed class MailLoop(
    MailQueue queue, IOptions<MailOptions> options, IHostApplicationLifetime host, ILogger<MailLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SendLimitWhenStopping = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly MailboxAddress from = MailboxAddress.Parse(options.Value.From);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Mailer() is not { } mailer)
        {
            log.LogWarning("E-mails wait, since there is no way to send them: set Mail:Smtp or Mail:PickupFolder");
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            var commit = queue.NextCommit;
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

    /// <summary>Sends one e-mail that is due, or tries to. False if there is none.</summary>
    private async Task<bool> SendNext(IMailer mailer, CancellationToken stopping)
    {
        if (await queue.ClaimNext(SendLimit * 2, stopping) is not { } email)
        {
            return false;
        }

        using var limit = new CancellationTokenSource(SendLimit);
        // An e-mail cut short is sent again, whether or not the server had it already: so not when the module leaves,
        // which waits for it, but only when the process ends.
        await using var hurry = host.ApplicationStopping.Register(() => limit.CancelAfter(SendLimitWhenStopping));
        try
        {
            await mailer.Send(email.ToMessage(from), limit.Token);
            await queue.Sent(email);
        }
        catch (Exception failure)
        {
            await queue.Failed(email);
            log.LogWarning(
                "E-mail {Notification} was not sent at attempt {Attempt}; the next is at {Time:T}: {Reason}",
                email.NotificationId, email.Attempts, email.NextAttemptAt,
                limit.IsCancellationRequested ? $"no answer within {SendLimit}" : failure.Message);
        }

        return true;
    }
}
