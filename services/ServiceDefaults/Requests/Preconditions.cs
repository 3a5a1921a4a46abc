using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ServiceDefaults;

/// <summary>
/// Who replaces something says which revision of it they have read, and who creates it says that none exists
/// (RFC 9110, section 13): so nobody overwrites what they haven't seen.
/// </summary>
public static class Preconditions
{
    /// <summary>
    /// Names the revision of what follows. Caches may keep it, and ask each time if it is still the one.
    /// </summary>
    public static void Describe(this HttpResponse response, int revision, bool isPrivate)
    {
        var headers = response.GetTypedHeaders();
        headers.ETag = ETag(revision);
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true, Private = isPrivate };
    }

    /// <summary>Whether the caller has this revision already, and needs no body.</summary>
    public static bool Knows(this HttpRequest request, int revision) =>
        request.GetTypedHeaders().IfNoneMatch.Any(tag => Matches(tag, revision, useStrongComparison: false));

    /// <summary>
    /// Why this request may not write over the current revision (null: there is none yet); null if it may.
    /// </summary>
    public static ProblemHttpResult? Failure(HttpRequest request, string name, int? current)
    {
        var mustMatch = request.Headers.IfMatch.Count > 0;
        return current switch
        {
            null => mustMatch ? Problem(412, "Nothing is here to be replaced: leave If-Match out to create it.") : null,
            { } revision when request.Knows(revision) => Problem(412, $"'{name}' exists already."),
            _ when !mustMatch => Problem(428, $"'{name}' exists: send its ETag as If-Match to replace it."),
            { } revision when request.GetTypedHeaders().IfMatch
                .Any(tag => Matches(tag, revision, useStrongComparison: true)) => null,
            _ => Stale(name),
        };
    }

    /// <summary>The answer to who has read a revision that isn't the current one any more.</summary>
    public static ProblemHttpResult Stale(string name) =>
        Problem(412, $"'{name}' has another revision by now: read it again, then replace that.");

    private static EntityTagHeaderValue ETag(int revision) => new($"\"{revision}\"");

    private static bool Matches(EntityTagHeaderValue tag, int revision, bool useStrongComparison) =>
        tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(ETag(revision), useStrongComparison);

    private static ProblemHttpResult Problem(int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status);
}
