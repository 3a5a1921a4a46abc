using Moving;
using Notifications.Moving;

namespace Notifications.Mail;

internal static class MailExtensions
{
    public static void AddMail(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>()
            .BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<MailQueue>();
        builder.AddModuleWork<MailLoop>(NotificationModule.Name);
    }

    /// <summary>The way that the options name, or null.</summary>
    public static IMailer? Mailer(this MailOptions options) => options switch
    {
        { Smtp: { } server } => new SmtpMailer(server),
        { PickupFolder: { Length: > 0 } folder } => new PickupFolder(folder),
        _ => null,
    };
}
