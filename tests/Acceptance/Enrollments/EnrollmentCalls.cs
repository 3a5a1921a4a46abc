using System.Net;
using Acceptance.Roadmaps;

namespace Acceptance.Enrollments;

/// <summary>What learners do.</summary>
public static class EnrollmentCalls
{
    public static string Enrollments(this Draft roadmap) => $"/api/enrollments/{roadmap.Slug}";

    /// <summary>Enrolls, as soon as the site knows that the roadmap was published.</summary>
    public static async Task<Answer> Enroll(this Caller learner, Draft roadmap) =>
        await Eventually.Get(
            () => learner.Put(roadmap.Enrollments()), answer => answer.Status != HttpStatusCode.NotFound);

    /// <summary>Completes lessons, one after the other.</summary>
    public static async Task<Enrollment> Complete(this Caller learner, Draft roadmap, params string[] lessons)
    {
        foreach (var lesson in lessons)
        {
            (await learner.Put($"{roadmap.Enrollments()}/lessons/{lesson}")).Is(HttpStatusCode.OK);
        }

        return await learner.Enrollment(roadmap);
    }

    public static async Task<Enrollment> Reopen(this Caller learner, Draft roadmap, string lesson) =>
        (await learner.Delete($"{roadmap.Enrollments()}/lessons/{lesson}")).Is(HttpStatusCode.OK).As<Enrollment>();

    public static async Task<Enrollment> Enrollment(this Caller learner, Draft roadmap) =>
        (await learner.Get(roadmap.Enrollments())).Is(HttpStatusCode.OK).As<Enrollment>();

    public static async Task<EnrollmentList> Enrollments(this Caller learner, string query = "") =>
        (await learner.Get($"/api/enrollments?{query}")).Is(HttpStatusCode.OK).As<EnrollmentList>();
}
