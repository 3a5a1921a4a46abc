using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ServiceDefaults;

/// <summary>What is wrong with a JSON body, in the caller's terms: the exception's text speaks of .NET types.</summary>
internal static partial class JsonError
{
    private static readonly string[] MissingValue = ["Missing."];

    /// <summary>
    /// 400, with each field as a path in the body, such as <c>stages[0].title</c>; the whole body is <c>$</c>.
    /// </summary>
    public static ValidationProblem Explain(JsonException error)
    {
        if (Missing().Match(error.Message) is { Success: true } missing)
        {
            var names = Quoted().Matches(missing.Groups["names"].Value).Select(name => Below(error.Path, name.Value));

            return TypedResults.ValidationProblem(names.ToDictionary(name => name, _ => MissingValue));
        }

        return BadInput.Field(Field(error.Path), Sentence(error));
    }

    private static string Sentence(JsonException error) => error switch
    {
        { InnerException: JsonException } =>
            $"Not JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.",
        _ when error.Message.Contains("could not be mapped", StringComparison.Ordinal) => "No such field.",
        _ when error.Message.Contains("Duplicate property", StringComparison.Ordinal) => "Given twice.",
        _ when error.Message.Contains("null", StringComparison.Ordinal) => "Null is no value here.",
        _ => "Not of the type expected here.",
    };

    /// <summary>The path as validation errors have it, <c>stages[0].title</c>; the whole body is <c>$</c>.</summary>
    private static string Field(string? path) =>
        path is null or "$" ? "$" : path.TrimStart('$').TrimStart('.');

    private static string Below(string? path, string name) =>
        Field(path) is "$" ? name : $"{Field(path)}.{name}";

    [GeneratedRegex("missing required properties including: (?<names>.+?)(\\. Path|\\.?$)")]
    private static partial Regex Missing();

    [GeneratedRegex("(?<=')[^',]+(?=')")]
    private static partial Regex Quoted();
}
