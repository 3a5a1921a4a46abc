using System.Text.Json;

namespace Bench.Bound;

/// <summary>
/// What the job costs by hand: no framework but Kestrel, prepared statements, grouped commits, confirms in flight. A
/// learner is believed. It keeps the promises: durable before the answer, confirmed before forgotten.
/// </summary>
internal static class BoundProgress
{
    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder(arguments);
        builder.Logging.ClearProviders();
        var app = builder.Build();

        var completing = new Completing(app.Configuration.GetConnectionString("Progress")!);
        await using var connection = await BoundTopology.Connect(app.Configuration);
        var relay = await BoundRelay.Start(completing, connection);
        app.Run(context => Answer(context, completing, relay));
        await app.RunAsync();
    }

    private static async Task Answer(HttpContext context, Completing completing, BoundRelay relay)
    {
        // /api/enrollments/{roadmap}/lessons/{lesson}
        if (context.Request.Path.Value!.Split('/') is not [_, _, _, var roadmap, _, var lesson])
        {
            return;
        }

        var learner = context.Request.Headers.Authorization.ToString()["Bearer ".Length..];
        var (enrollment, message) = await completing.Complete(learner, roadmap, lesson);
        if (message is not null)
        {
            relay.Send(message);
        }

        if (enrollment is null)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(enrollment, JsonSerializerOptions.Web);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }
}
