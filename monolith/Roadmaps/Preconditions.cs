using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Monolith.Roadmaps;

/// <summary>
/// Who replaces a roadmap says which revision they have read, and who creates one says that none exists
/// (RFC 9110, section 13): so nobody overwrites what they haven't seen.
/// </summary>
internal static class Preconditions
{
    public static EntityTagHeaderValue ETag(this Roadmap roadmap) => new($"\"{roadmap.Revision}\"");

    /// <summary>Whether a reader has this revision already, and needs no body.</summary>
    public static bool IsKnownTo(this Roadmap roadmap, HttpRequest request) =>
        request.GetTypedHeaders().IfNoneMatch.Any(tag => roadmap.Matches(tag, useStrongComparison: false));

    /// <summary>Why this request may not write over <paramref name="current"/>; null if it may.</summary>
    public static ProblemHttpResult? Failure(HttpRequest request, Roadmap? current)
    {
        var mustMatch = request.Headers.IfMatch.Count > 0;
        return current switch
        {
            null => mustMatch ? Problem(412, "Nothing is here to be replaced: leave If-Match out to create it.") : null,
            _ when current.IsKnownTo(request) => Problem(412, $"'{current.Slug}' exists already."),
            _ when !mustMatch => Problem(428, $"'{current.Slug}' exists: send its ETag as If-Match to replace it."),
            _ when request.GetTypedHeaders().IfMatch.Any(tag => current.Matches(tag, useStrongComparison: true)) => null,
            _ => Problem(412, $"'{current.Slug}' has another revision by now: read it again, then replace that."),
        };
    }

    private static bool Matches(this Roadmap roadmap, EntityTagHeaderValue tag, bool useStrongComparison) =>
        tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(roadmap.ETag(), useStrongComparison);

    private static ProblemHttpResult Problem(int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status);
}
