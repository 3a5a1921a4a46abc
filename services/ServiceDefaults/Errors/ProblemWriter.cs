using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ServiceDefaults;

/// <summary>
/// Writes every error as an RFC 9457 problem with the trace in which it happened. The framework's own writer declines
/// when the caller accepts other types (a browser, a stream's reader), which in Development ends in a stack trace.
/// </summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        var problem = context.ProblemDetails;

        problem.Status ??= response.StatusCode;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;

        if (problem is HttpValidationProblemDetails invalid)
        {
            invalid.Errors = invalid.Errors.ToDictionary(error => AsInJson(error.Key), error => error.Value);
        }

        return new(response.WriteAsJsonAsync(
            problem, problem.GetType(), options: null, "application/problem+json", context.HttpContext.RequestAborted));
    }

    // Validation names C# members, the caller knows JSON: Stages[0].Title is stages[0].title.
    private static string AsInJson(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
