using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ServiceDefaults;

/// <summary>The answer to what a caller got wrong.</summary>
public static class BadInput
{
    /// <summary>400, with the field named as the caller knows it and a sentence that says what belongs there.</summary>
    public static ValidationProblem Field(string name, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [name] = [message] });
}
