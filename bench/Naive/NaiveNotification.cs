using Contracts;
using MassTransit;
using Messaging.Database;
using Notifications;
using Notifications.Storage;
using ServiceDefaults;

namespace Bench.Naive;

/// <summary>Notification as it is often written: a SaveChanges for each message, and no inbox.</summary>
internal static class NaiveNotification
{
    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.AddServiceDefaults();
        builder.AddDatabase<NotificationDb>("Notification");
        builder.AddNaiveBus("notification", bus =>
        {
            bus.AddConsumer<NaiveWelcome>();
            bus.AddConsumer<NaiveCongratulation>();
        });

        var app = builder.Build();
        app.UseServiceDefaults();
        await app.Migrate<NotificationDb>();
        await app.RunAsync();
    }
}

internal sealed class NaiveWelcome(NotificationDb db) : IConsumer<LearnerEnrolled>
{
    public async Task Consume(ConsumeContext<LearnerEnrolled> context)
    {
        db.Notifications.Add(Notification.Of(context.Message, context.MessageId));
        await db.SaveChangesAsync();
    }
}

internal sealed class NaiveCongratulation(NotificationDb db) : IConsumer<LessonCompleted>
{
    public async Task Consume(ConsumeContext<LessonCompleted> context)
    {
        var preferences = await db.Preferences.FindAsync(context.Message.LearnerId);
        if (preferences?.Muted.Contains(NotificationKind.Lesson) is not true)
        {
            db.Notifications.Add(Notification.Of(context.Message, context.MessageId));
            await db.SaveChangesAsync();
        }
    }
}
