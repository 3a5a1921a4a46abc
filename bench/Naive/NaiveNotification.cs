using Bench.Plain;
using Contracts;
using MassTransit;
using ServiceDefaults;

namespace Bench.Naive;

/// <summary>Notification as it is often written: a SaveChanges for each message, and no inbox.</summary>
internal static class NaiveNotification
{
    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.AddServiceDefaults();
        builder.Services.AddDbContextPool<PlainNotificationDb>(db =>
            db.UsePlainSqlite(builder.Configuration, "Notification"));
        builder.AddNaiveBus("notification", bus => bus.AddConsumer<NaiveCongratulation>());

        var app = builder.Build();
        app.UseServiceDefaults();
        await app.Create<PlainNotificationDb>();
        await app.RunAsync();
    }
}

internal sealed class NaiveCongratulation(PlainNotificationDb db) : IConsumer<LessonCompleted>
{
    public async Task Consume(ConsumeContext<LessonCompleted> context)
    {
        await db.Congratulate(context.Message, context.MessageId!.Value, context.CancellationToken);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
