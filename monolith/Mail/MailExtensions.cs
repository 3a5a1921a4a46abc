using Monolith.Moving;
using Moving;

namespace Monolith.Mail;

internal static class MailExtensions
{
    public static void AddMail(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>()
            .BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<MailSender>();
        builder.AddModuleWork<MailSweep>(ModuleName.Notification);
    }

    /// <summary>The way that the options name, or null.</summary>
    public static IMailer? Mailer(this MailOptions options) => options switch
    {
        { Smtp: { } server } => new SmtpMailer(server),
        { PickupFolder: { Length: > 0 } folder } => new PickupFolder(folder),
        _ => null,
    };
}
