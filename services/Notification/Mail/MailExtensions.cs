using Mail;
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
}
