using Bench.Plain;
using Contracts;
using ServiceDefaults;
using Wolverine;
using Wolverine.RabbitMQ;

namespace Bench.Wolverine;

/// <summary>Notification with Wolverine's durable inbox, and its transaction around the handler.</summary>
internal static class WolverineNotification
{
    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.AddServiceDefaults();
        builder.AddWolverine<PlainNotificationDb>("Notification", options =>
        {
            options.Discovery.IncludeType(typeof(LessonCompletedHandler));
            options.ListenToRabbitQueue(WolverineSetup.Queue);
        });

        var app = builder.Build();
        app.UseServiceDefaults();
        await app.Create<PlainNotificationDb>();
        await app.RunAsync();
    }
}

/// <summary>Public, since the code that Wolverine generates calls it.</summary>
public static class LessonCompletedHandler
{
    public static Task Handle(
        LessonCompleted completed, PlainNotificationDb db, Envelope envelope, CancellationToken cancellation) =>
        db.Congratulate(completed, envelope.Id, cancellation);
}
