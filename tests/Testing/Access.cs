using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Testing;

/// <summary>One row of access.txt: a route, and what each caller is answered.</summary>
public sealed partial record Access(string Owner, string Verb, string Path, IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>Nobody in particular, and one in each role.</summary>
    public static readonly IReadOnlyList<string> Callers = ["nobody", "learner", "author", "operator"];

    public static IReadOnlyList<Access> Table { get; } = [.. Read()];

    /// <summary>What somebody asks for who calls this route.</summary>
    public HttpRequestMessage Request() => new(new(Verb == "ANY" ? "GET" : Verb), Address(Path));

    /// <summary>Asserts that a caller was answered as the table says.</summary>
    public void Holds(string caller, HttpStatusCode answer)
    {
        var got = answer switch
        {
            HttpStatusCode.Unauthorized => "401",
            HttpStatusCode.Forbidden => "403",
            // Whatever it thinks of a request without content, it took it.
            < HttpStatusCode.InternalServerError and not HttpStatusCode.MethodNotAllowed => "yes",
            _ => $"{(int)answer}",
        };

        Assert.True(
            Answers[caller] == got, $"{Verb} {Path} by {caller}: access.txt says {Answers[caller]}, got {got}.");
    }

    /// <summary>The routes of an application as <c>GET /path</c>, one for each verb.</summary>
    public static IReadOnlyList<string> RoutesOf(EndpointDataSource endpoints) =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                .Select(verb => $"{verb} {PathOf(endpoint)}")).Distinct().Order(),
    ];

    /// <summary>Whether this row's route takes requests for a path, as <c>{id}</c> takes any word.</summary>
    public bool Matches(string path)
    {
        var (own, others) = (Path.Split('/'), path.Split('/'));
        return own.Length == others.Length
            && own.Zip(others).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));
    }

    /// <summary>A path that the pattern matches.</summary>
    public static string Address(string pattern) => Parameter().Replace(pattern, $"{Guid.Empty}");

    public override string ToString() => $"{Verb} {Path}";

    // A constraint ({id:guid}) is the service's own business.
    private static string PathOf(RouteEndpoint endpoint) =>
        "/" + Constraint().Replace(endpoint.RoutePattern.RawText!, "").Trim('/');

    private static IEnumerable<Access> Read()
    {
        using var file = typeof(Access).Assembly.GetManifestResourceStream("Testing.access.txt")!;
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [not "#", _, _, ..] and var cells
                && line[0] != '#')
            {
                Assert.True(
                    cells.Length == 3 + Callers.Count, $"A row of access.txt has a cell too few or many: {line}");
                yield return new(cells[0], cells[1], cells[2], Callers.Zip(cells[3..]).ToDictionary());
            }
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?<=\{\w+):[^}]+(?=\})")]
    private static partial Regex Constraint();
}
