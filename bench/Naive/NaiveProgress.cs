using System.Security.Claims;
using Bench.Plain;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults;

namespace Bench.Naive;

/// <summary>
/// Progress as it is often written: SaveChanges, then Publish. No outbox, no writer, no relay. The same tokens, rows,
/// answer and durability as the real one; a crash between the two lines loses the event.
/// </summary>
internal static class NaiveProgress
{
    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.AddServiceDefaults();
        builder.Services.AddDbContextPool<PlainProgressDb>(db => db.UsePlainSqlite(builder.Configuration, "Progress"));
        builder.AddNaiveBus("progress", _ => { });

        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapPut("/api/enrollments/{roadmap}/lessons/{lesson}", Complete).RequireAuthorization("learner");
        await app.Create<PlainProgressDb>();
        await app.RunAsync();
    }

    private static async Task<Results<Ok<EnrollmentView>, Conflict, NotFound>> Complete(
        string roadmap, string lesson, ClaimsPrincipal learner, PlainProgressDb db, IPublishEndpoint bus,
        CancellationToken cancellation)
    {
        if (await db.Find(learner.FindFirstValue("sub")!, roadmap, cancellation) is not var (enrollment, outline))
        {
            return TypedResults.Conflict();
        }

        if (outline.Lessons.FirstOrDefault(known => known.Slug == lesson) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var completed = enrollment.Complete(found, outline, DateTime.UtcNow);
        await db.SaveChangesAsync(cancellation);
        if (completed is not null)
        {
            await bus.Publish(completed, cancellation);
        }

        return TypedResults.Ok(EnrollmentView.Of(enrollment, outline));
    }
}
