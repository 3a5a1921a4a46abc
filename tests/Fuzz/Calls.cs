using System.Text.RegularExpressions;
using CsCheck;

namespace Fuzz;

/// <summary>Requests, most of them nearly right: a wild one is refused at the door and finds nothing.</summary>
internal static partial class Calls
{
    private static readonly string[] Slugs = ["backend-developer", "fuzzed", "fuzzed-2", "modular-monolith", "one"];

    private static readonly Gen<string> Parameter = Gen.Frequency<string>(
        (4, Gen.OneOf<string>(Slugs)),
        (2, Wild.Text.Select(Uri.EscapeDataString)),
        // Not escaped: what a server makes of it is the question.
        (1, Gen.OneOf<string>(
            "%", "%zz", "%00", "%2f", "%252f", "%ff", "..", ".", "a;b", "a+b", "~", "a%20b", "%u0041", "@", ":", "*")));

    private static readonly Gen<string> Verb = Gen.OneOf<string>(
        "GET", "GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "QUERY", "get");

    private static readonly Gen<string> Caller = Gen.OneOf<string>([.. Access.Callers]);

    private static readonly Gen<string> Query = Gen.Frequency<string>(
        (3, Gen.Const("")),
        (2, Gen.Select(
            Gen.OneOf<string>("search", "tag", "after", "limit", "before", "unread", "x", "limit=1&limit"),
            Wild.Text.Select(Uri.EscapeDataString),
            (name, value) => $"?{name}={value}")),
        (1, Gen.OneOf<string>(
            "?", "?&", "?=", "?limit", "?limit=%", "?after=%ff", "?search=%00", "?limit=100&unread=true", "?a[]=1")));

    private static readonly Gen<(string Name, string Value)> Header = Gen.Select(
        Gen.OneOf<string>(
            "If-Match", "If-None-Match", "Last-Event-ID", "Accept", "Accept-Encoding", "Accept-Language", "Range",
            "traceparent", "tracestate", "baggage", "Authorization", "Cookie", "Origin", "Referer", "User-Agent",
            "X-Forwarded-For", "Forwarded", "Prefer", "Expect", "Upgrade", "Via", "X-Anything", "Date",
            "If-Modified-Since"),
        Gen.Frequency<string>(
            (3, Wild.Text),
            (2, Gen.OneOf<string>(
                "*", "\"1\"", "\"2\"", "W/\"1\"", "\"1\", \"2\"", "text/event-stream", "00-0-0-00", "Bearer x.y.z"))),
        // A line break can't be sent in a header, and ends the client's part.
        (name, value) => (name, value.ReplaceLineEndings("").Replace("\r", "").Replace("\n", "").Replace("\0", "")));

    private static readonly Gen<string> Type = Gen.Frequency<string>(
        (6, Gen.Const("application/json")),
        (1, Gen.OneOf<string>(
            "application/json; charset=utf-8", "application/json; charset=utf-7", "application/json; charset=x",
            "text/plain", "application/problem+json", "multipart/form-data", "application/x-www-form-urlencoded",
            "application/json;", "x", "")));

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["PUT /api/roadmaps/{roadmap}"] = """
            {"title":"Fuzzed","summary":"A course","tags":["a"],"status":"draft","stages":[{"title":"First","lessons":[
            {"slug":"one","title":"One","kind":"article","minutes":5,"body":"Text",
            "resources":[{"title":"R","url":"https://a.example"}]}]}]}
            """,
        ["PUT /api/notifications/preferences"] = """{"email":"a@b.example","muted":["lesson"]}""",
        ["POST /api/session"] = """{"subject":"somebody","roles":["learner","author"]}""",
    };

    // An operator's command takes as long as a hundred other requests.
    private static readonly Gen<Access> Row = Gen.Frequency<Access>(
        [.. Access.Table.Select(
            row => (row.Path.StartsWith("/api/operations", StringComparison.Ordinal) ? 1 : 20, row))]);

    private static readonly Gen<Call> NearlyRight = Row.SelectMany(row => Gen.Select(
        Gen.Frequency<string>((3, Gen.Const("right")), (1, Caller)),
        Gen.Frequency<string>((12, Gen.Const(row.Verb == "ANY" ? "GET" : row.Verb)), (1, Verb)),
        Parameter.Array[3], Query, Header.List[0, 2], Gen.Select(Type, Body(row)),
        (caller, verb, parameters, query, headers, content) => new Call(
            caller == "right" ? row.Answers.Last(answer => answer.Value == "yes").Key : caller,
            verb, Filled(row.Path, parameters) + query, headers, content.Item1, content.Item2)));

    private static readonly Gen<Call> Anywhere = Gen.Select(
        Caller, Verb, Parameter.Array[0, 5], Query, Header.List[0, 3], Wild.Json,
        (caller, verb, segments, query, headers, body) =>
            new Call(caller, verb, $"/{string.Join('/', segments)}{query}", headers, "application/json", body));

    public static readonly Gen<Call> Any = Gen.Frequency<Call>((9, NearlyRight), (1, Anywhere));

    private static Gen<string?> Body(Access row) => Bodies.TryGetValue($"{row}", out var body)
        ? Wild.Like(body).Select(text => (string?)text)
        : Gen.Frequency<string?>((6, Gen.Const((string?)null)), (1, Wild.Json.Select(text => (string?)text)));

    private static string Filled(string path, string[] parameters)
    {
        var next = 0;
        return Name().Replace(path, _ => parameters[next++]);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Name();
}
