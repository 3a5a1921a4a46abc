using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Mail;

/// <summary>Sends through a mail server.</summary>
public sealed class SmtpMailer(Uri server) : IMailer
{
    // Shorter than a module that leaves waits for its mail. A server that hangs hangs here, before anything was sent.
    private static readonly TimeSpan GreetingLimit = TimeSpan.FromSeconds(3);

    public async Task Send(MimeMessage message, CancellationToken limit)
    {
        using var client = new SmtpClient();
        await Greet(client, limit);
        await client.SendAsync(message, limit);

        // The server has it, however the conversation ends.
        await client.DisconnectAsync(quit: true, limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Greet(SmtpClient client, CancellationToken limit)
    {
        using var greeting = CancellationTokenSource.CreateLinkedTokenSource(limit);
        greeting.CancelAfter(GreetingLimit);
        try
        {
            await client.ConnectAsync(server.Host, server.IsDefaultPort ? 0 : server.Port, Security, greeting.Token);
            if (server.UserInfo.Split(':') is [var user, var password])
            {
                await client.AuthenticateAsync(
                    Uri.UnescapeDataString(user), Uri.UnescapeDataString(password), greeting.Token);
            }
        }
        catch (OperationCanceledException) when (!limit.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"{server.Host}:{server.Port} did not let us in within {GreetingLimit.TotalSeconds} s.");
        }
    }

    // A password never goes in the clear.
    private SecureSocketOptions Security => server switch
    {
        { Scheme: "smtps" } => SecureSocketOptions.SslOnConnect,
        { UserInfo.Length: > 0 } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };
}
