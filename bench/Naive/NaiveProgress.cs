using System.Security.Claims;
using Contracts;
using MassTransit;
using Messaging.Database;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Progress.Enrollments;
using Progress.Outlines;
using Progress.Storage;
using ServiceDefaults;

namespace Bench.Naive;

/// <summary>
/// Progress as it is often written: SaveChanges, then Publish. The same domain, database and durability as the real
/// one, without outbox and group commit. A crash between the two lines loses the event.
/// </summary>
internal static class NaiveProgress
{
    public static async Task Run(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.AddServiceDefaults();
        builder.AddDatabase<ProgressDb>("Progress");
        builder.AddNaiveBus("progress", bus => bus.AddConsumer<NaiveReplaceOutline>());

        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapPut("/api/enrollments/{roadmap}", Enroll).RequireAuthorization("learner");
        app.MapPut("/api/enrollments/{roadmap}/lessons/{lesson}", Complete).RequireAuthorization("learner");
        await app.Migrate<ProgressDb>();
        await app.RunAsync();
    }

    private static async Task<Results<Ok, NotFound>> Enroll(
        string roadmap, ClaimsPrincipal learner, ProgressDb db, IPublishEndpoint bus, TimeProvider clock)
    {
        if (await db.Outlines.FindAsync(roadmap) is not { } outline)
        {
            return TypedResults.NotFound();
        }

        var (enrollment, enrolled) = Enrollment.Begin(learner.LearnerId(), outline, clock.Now());
        db.Enrollments.Add(enrollment);
        await db.SaveChangesAsync();
        await bus.Publish(enrolled);
        return TypedResults.Ok();
    }

    private static async Task<Results<Ok<EnrollmentView>, Conflict, NotFound>> Complete(
        string roadmap, string lesson, ClaimsPrincipal learner, ProgressDb db, IPublishEndpoint bus, TimeProvider clock)
    {
        var learnerId = learner.LearnerId();
        var enrollment = await db.Enrollments.Include(e => e.Completions)
            .SingleOrDefaultAsync(e => e.LearnerId == learnerId && e.Roadmap == roadmap);
        var outline = await db.Outlines.FindAsync(roadmap);
        if (enrollment is null || outline is null)
        {
            return TypedResults.Conflict();
        }

        if (outline.Find(lesson) is not { } known)
        {
            return TypedResults.NotFound();
        }

        var events = enrollment.Complete(known, outline, clock.Now()).ToList();
        await db.SaveChangesAsync();
        foreach (var @event in events)
        {
            await bus.Publish(@event);
        }

        return TypedResults.Ok(EnrollmentView.Of(enrollment, outline));
    }
}

internal sealed class NaiveReplaceOutline(ProgressDb db) : IConsumer<RoadmapPublished>
{
    public async Task Consume(ConsumeContext<RoadmapPublished> context)
    {
        var outline = new Outline { Roadmap = context.Message.Roadmap };
        outline.Apply(context.Message);
        db.Outlines.Add(outline);
        await db.SaveChangesAsync();
    }
}
