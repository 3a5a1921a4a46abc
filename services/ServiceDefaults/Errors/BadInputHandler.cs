using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults;

/// <summary>Turns a request that can't be bound to its endpoint's parameters into a problem that names the field.</summary>
internal sealed partial class BadInputHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellation)
    {
        if (exception is not BadHttpRequestException bad)
        {
            return false;
        }

        IResult answer = bad switch
        {
            { InnerException: JsonException json } => JsonError.Explain(json),
            { StatusCode: StatusCodes.Status400BadRequest } when Parameter().Match(bad.Message) is { Success: true } match =>
                BadInput.Field(match.Groups["name"].Value, "Missing, or not of the form expected here."),
            _ => TypedResults.Problem(statusCode: bad.StatusCode),
        };

        await answer.ExecuteAsync(context);

        return true;
    }

    // Model binding tells the parameter's name in its message alone: Failed to bind parameter "int limit" from "abc".
    [GeneratedRegex("""parameter "[^"]* (?<name>\w+)" (from|was not provided from (route|query string|header))""")]
    private static partial Regex Parameter();
}
