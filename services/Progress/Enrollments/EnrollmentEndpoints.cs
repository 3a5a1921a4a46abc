using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Messaging.Events;
using Messaging.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Progress.Outlines;
using Progress.Storage;
using ServiceDefaults;

namespace Progress.Enrollments;

public static class EnrollmentEndpoints
{
    public static void MapEnrollments(this IEndpointRouteBuilder routes)
    {
        var enrollments = routes.MapGroup("/api/enrollments")
            .RequireAuthorization(Role.Learner).WithTags("Enrollments");

        enrollments.MapGet("/", ListEnrollments);
        enrollments.MapGet("/{roadmap}", GetEnrollment);
        enrollments.MapPut("/{roadmap}", Enroll);
        enrollments.MapPut("/{roadmap}/lessons/{lesson}", CompleteLesson);
        enrollments.MapDelete("/{roadmap}/lessons/{lesson}", ReopenLesson);
    }

    private static async Task<Ok<EnrollmentList>> ListEnrollments(
        ClaimsPrincipal learner, ProgressDb db, CancellationToken cancellation,
        SlugCursor? after = null, [Range(1, 100)] int limit = 20)
    {
        var lastSeen = after?.Slug ?? "";
        var page = await db.EnrollmentsOf(learner)
            .Where(enrolled => enrolled.Roadmap.CompareTo(lastSeen) > 0)
            .OrderBy(enrolled => enrolled.Roadmap)
            .Take(limit + 1)
            .ToListAsync(cancellation);

        List<EnrollmentView> items = [.. page.Take(limit).Select(EnrollmentView.Of)];
        return TypedResults.Ok(
            new EnrollmentList(items, page.Count > limit ? $"{new SlugCursor(items[^1].Roadmap)}" : null));
    }

    private static async Task<Results<Ok<EnrollmentView>, NotFound>> GetEnrollment(
        [Slug] string roadmap, ClaimsPrincipal learner, ProgressDb db, CancellationToken cancellation) =>
        await db.EnrollmentsOf(learner).SingleOrDefaultAsync(row => row.Roadmap == roadmap, cancellation) is { } row
            ? TypedResults.Ok(EnrollmentView.Of(row))
            : TypedResults.NotFound();

    private static Task<Results<Ok<EnrollmentView>, Created<EnrollmentView>, NotFound>> Enroll(
        [Slug] string roadmap, ClaimsPrincipal learner, Writer<ProgressDb> writer, ParsedOutlines outlines,
        TimeProvider clock, CancellationToken cancellation) =>
        writer.Run<Results<Ok<EnrollmentView>, Created<EnrollmentView>, NotFound>>(async db =>
        {
            if (await db.FindEnrollment(learner.LearnerId(), roadmap, outlines) is var (known, itsOutline))
            {
                return TypedResults.Ok(EnrollmentView.Of(known, itsOutline));
            }

            if (await db.Outlines.FindAsync(roadmap) is not { IsRetired: false } outline)
            {
                return TypedResults.NotFound();
            }

            var (enrollment, enrolled) = Enrollment.Begin(learner.LearnerId(), outline, clock.Now());
            db.Enrollments.Add(enrollment);
            db.Outbox.Add(EventMessage.Of(enrolled));
            return TypedResults.Created($"/api/enrollments/{roadmap}", EnrollmentView.Of(enrollment, outline));
        }, cancellation);

    private static Task<Results<Ok<EnrollmentView>, NotFound, ProblemHttpResult>> CompleteLesson(
        [Slug] string roadmap, [Slug] string lesson, ClaimsPrincipal learner, Writer<ProgressDb> writer,
        ParsedOutlines outlines, TimeProvider clock, CancellationToken cancellation) =>
        writer.Run<Results<Ok<EnrollmentView>, NotFound, ProblemHttpResult>>(async db =>
        {
            if (await db.FindEnrollment(learner.LearnerId(), roadmap, outlines) is not var (enrollment, outline))
            {
                return EnrollFirst(roadmap);
            }

            if (outline.Find(lesson) is not { } known)
            {
                return TypedResults.NotFound();
            }

            // The change and its events commit together, or not at all.
            var events = enrollment.Complete(known, outline, clock.Now());
            db.StoreCompletion(enrollment);
            db.Outbox.AddRange(events.Select(EventMessage.Of));
            return TypedResults.Ok(EnrollmentView.Of(enrollment, outline));
        }, cancellation);

    private static Task<Results<Ok<EnrollmentView>, NotFound, ProblemHttpResult>> ReopenLesson(
        [Slug] string roadmap, [Slug] string lesson, ClaimsPrincipal learner, Writer<ProgressDb> writer,
        ParsedOutlines outlines, TimeProvider clock, CancellationToken cancellation) =>
        writer.Run<Results<Ok<EnrollmentView>, NotFound, ProblemHttpResult>>(async db =>
        {
            if (await db.FindEnrollment(learner.LearnerId(), roadmap, outlines) is not var (enrollment, outline))
            {
                return EnrollFirst(roadmap);
            }

            if (outline.Find(lesson) is not { } known)
            {
                return TypedResults.NotFound();
            }

            var events = enrollment.Reopen(known, clock.Now());
            db.RemoveCompletion(enrollment, lesson);
            db.Outbox.AddRange(events.Select(EventMessage.Of));
            return TypedResults.Ok(EnrollmentView.Of(enrollment, outline));
        }, cancellation);

    private static ProblemHttpResult EnrollFirst(string roadmap) =>
        TypedResults.Problem($"Enroll in '{roadmap}' first.", statusCode: StatusCodes.Status409Conflict);
}
