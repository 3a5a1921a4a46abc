using Mail;
using Monolith.Moving;
using Moving;

namespace Monolith.Mail;

internal static class MailExtensions
{
    public static void AddMail(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>()
            .BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<MailTimes>()
            .BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<MailSender>();
        builder.AddModuleWork<MailSweep>(ModuleName.Notification);
    }
}
