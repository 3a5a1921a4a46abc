using System.Security.Claims;
using Bench.Plain;
using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;
using Wolverine.EntityFrameworkCore;
using Wolverine.RabbitMQ;

namespace Bench.Wolverine;

/// <summary>
/// Progress with Wolverine's outbox: the completion and its message are committed together, then sent.
/// </summary>
internal static class WolverineProgress
{
    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.AddServiceDefaults();
        builder.AddWolverine<PlainProgressDb>("Progress", options =>
            options.PublishMessage<LessonCompleted>().ToRabbitExchange(WolverineSetup.Exchange));

        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapPut("/api/enrollments/{roadmap}/lessons/{lesson}", Complete).RequireAuthorization("learner");
        await app.Create<PlainProgressDb>();
        await app.RunAsync();
    }

    private static async Task<Results<Ok<EnrollmentView>, Conflict, NotFound>> Complete(
        string roadmap, string lesson, ClaimsPrincipal learner, IDbContextOutbox<PlainProgressDb> outbox,
        CancellationToken cancellation)
    {
        if (await outbox.DbContext.Find(learner.FindFirstValue("sub")!, roadmap, cancellation)
            is not var (enrollment, outline))
        {
            return TypedResults.Conflict();
        }

        if (outline.Lessons.FirstOrDefault(known => known.Slug == lesson) is not { } found)
        {
            return TypedResults.NotFound();
        }

        if (enrollment.Complete(found, outline, DateTime.UtcNow) is { } completed)
        {
            await outbox.PublishAsync(completed);
        }

        await outbox.SaveChangesAndFlushMessagesAsync(cancellation);
        return TypedResults.Ok(EnrollmentView.Of(enrollment, outline));
    }
}
