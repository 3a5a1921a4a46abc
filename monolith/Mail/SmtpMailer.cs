using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Monolith.Mail;

/// <summary>Sends through a mail server.</summary>
internal sealed class SmtpMailer(Uri server) : IMailer
{
    public async Task Send(MimeMessage message, CancellationToken limit)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(server.Host, server.IsDefaultPort ? 0 : server.Port, Security, limit);

        if (server.UserInfo.Split(':') is [var user, var password])
        {
            await client.AuthenticateAsync(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password), limit);
        }

        await client.SendAsync(message, limit);
        await client.DisconnectAsync(quit: true, limit);
    }

    // A password never goes in the clear.
    private SecureSocketOptions Security => server switch
    {
        { Scheme: "smtps" } => SecureSocketOptions.SslOnConnect,
        { UserInfo.Length: > 0 } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };
}
