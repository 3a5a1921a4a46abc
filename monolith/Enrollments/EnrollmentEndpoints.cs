using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Monolith.Events;
using Monolith.Storage;
using ServiceDefaults;

namespace Monolith.Enrollments;

public static class EnrollmentEndpoints
{
    public static void MapEnrollments(this IEndpointRouteBuilder routes)
    {
        var enrollments = routes.MapGroup("/api/enrollments").RequireAuthorization(Role.Learner)
            .WithTags("Enrollments");

        enrollments.MapGet("/", ListEnrollments);
        enrollments.MapGet("/{roadmap}", GetEnrollment);
        enrollments.MapPut("/{roadmap}", Enroll);
        enrollments.MapPut("/{roadmap}/lessons/{lesson}", CompleteLesson);
        enrollments.MapDelete("/{roadmap}/lessons/{lesson}", ReopenLesson);
    }

    private static async Task<Ok<EnrollmentList>> ListEnrollments(
        ClaimsPrincipal learner, MonolithDb db, CancellationToken cancellation,
        SlugCursor? after = null, [Range(1, 100)] int limit = 20)
    {
        var lastSeen = after?.Slug ?? "";
        var page = await db.EnrollmentsOf(learner)
            .Where(enrolled => enrolled.Roadmap.CompareTo(lastSeen) > 0)
            .OrderBy(enrolled => enrolled.Roadmap)
            .Take(limit + 1)
            .ToListAsync(cancellation);

        List<EnrollmentView> items = [.. page.Take(limit).Select(EnrollmentView.Of)];
        return TypedResults.Ok(new EnrollmentList(
            items, page.Count > limit ? $"{new SlugCursor(items[^1].Roadmap)}" : null));
    }

    private static async Task<Results<Ok<EnrollmentView>, NotFound>> GetEnrollment(
        [Slug] string roadmap, ClaimsPrincipal learner, MonolithDb db, CancellationToken cancellation) =>
        await db.EnrollmentsOf(learner).SingleOrDefaultAsync(row => row.Roadmap == roadmap, cancellation) is { } row
            ? TypedResults.Ok(EnrollmentView.Of(row))
            : TypedResults.NotFound();

    private static Task<Results<Ok<EnrollmentView>, Created<EnrollmentView>, NotFound>> Enroll(
        [Slug] string roadmap, ClaimsPrincipal learner, Transactions transactions, TimeProvider clock,
        CancellationToken cancellation) =>
        transactions.Run<Results<Ok<EnrollmentView>, Created<EnrollmentView>, NotFound>>(async db =>
        {
            if (await db.FindEnrollment(learner, roadmap) is var (known, itsOutline))
            {
                return TypedResults.Ok(EnrollmentView.Of(known, itsOutline));
            }

            if (await db.Outlines.FindAsync(roadmap) is not { IsRetired: false } outline)
            {
                return TypedResults.NotFound();
            }

            var (enrollment, enrolled) = Enrollment.Begin(learner.LearnerId(), outline, clock.Now());
            db.Enrollments.Add(enrollment);
            await db.Raise(enrolled);
            return TypedResults.Created($"/api/enrollments/{roadmap}", EnrollmentView.Of(enrollment, outline));
        }, cancellation);

    private static Task<Results<Ok<EnrollmentView>, NotFound, ProblemHttpResult>> CompleteLesson(
        [Slug] string roadmap, [Slug] string lesson, ClaimsPrincipal learner, Transactions transactions,
        TimeProvider clock, CancellationToken cancellation) =>
        ChangeLesson(
            roadmap, lesson, learner, transactions,
            (enrollment, outline, known) => enrollment.Complete(known, outline, clock.Now()), cancellation);

    private static Task<Results<Ok<EnrollmentView>, NotFound, ProblemHttpResult>> ReopenLesson(
        [Slug] string roadmap, [Slug] string lesson, ClaimsPrincipal learner, Transactions transactions,
        TimeProvider clock, CancellationToken cancellation) =>
        ChangeLesson(
            roadmap, lesson, learner, transactions,
            (enrollment, _, known) => enrollment.Reopen(known, clock.Now()), cancellation);

    private static Task<Results<Ok<EnrollmentView>, NotFound, ProblemHttpResult>> ChangeLesson(
        string roadmap, string lesson, ClaimsPrincipal learner, Transactions transactions,
        LessonChange change, CancellationToken cancellation) =>
        transactions.Run<Results<Ok<EnrollmentView>, NotFound, ProblemHttpResult>>(async db =>
        {
            if (await db.FindEnrollment(learner, roadmap, lesson) is not var (enrollment, outline))
            {
                return TypedResults.Problem($"Enroll in '{roadmap}' first.", statusCode: StatusCodes.Status409Conflict);
            }

            if (outline.Find(lesson) is not { } known)
            {
                return TypedResults.NotFound();
            }

            // The change and all that follows from it commit together, or not at all.
            foreach (var @event in change(enrollment, outline, known))
            {
                await db.Raise(@event);
            }

            return TypedResults.Ok(EnrollmentView.Of(enrollment, outline));
        }, cancellation);
}
