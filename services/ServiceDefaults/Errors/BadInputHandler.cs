using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>Answers what can't be bound to an endpoint's parameters with a problem that names the field.</summary>
internal sealed partial class BadInputHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellation)
    {
        if (exception is not BadHttpRequestException error)
        {
            return false;
        }

        IResult answer = error switch
        {
            { InnerException: JsonException json } => JsonError.Explain(json),
            { StatusCode: not StatusCodes.Status400BadRequest } => TypedResults.Problem(statusCode: error.StatusCode),
            _ when Parameter().Match(error.Message) is { Success: true } match =>
                BadInput.Field(match.Groups["name"].Value, Sentence(match.Groups["type"].Value)),
            _ => BadInput.Field("$", "A JSON body is expected here."),
        };

        await answer.ExecuteAsync(context);

        return true;
    }

    private static string Sentence(string type) =>
        type is nameof(SlugCursor) or nameof(TimeCursor)
            ? "Must be the 'next' of an earlier page."
            : "Missing, or not of the form expected here.";

    // The parameter's name is in the message alone: Failed to bind parameter "int limit" from "abc".
    [GeneratedRegex("""parameter "(?<type>[^"]*) (?<name>\w+)" (from|was not provided from (?!body))""")]
    private static partial Regex Parameter();
}
