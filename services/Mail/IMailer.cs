using MimeKit;

namespace Mail;

/// <summary>A way for mail to leave: <see cref="SmtpMailer"/> or <see cref="PickupFolder"/>.</summary>
public interface IMailer
{
    /// <summary>Hands a message over, or throws. <paramref name="limit"/> ends an attempt that hangs.</summary>
    Task Send(MimeMessage message, CancellationToken limit);
}
