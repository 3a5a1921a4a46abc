using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults;

/// <summary>An identifier that authors choose and that stands in paths: <c>backend-developer</c>.</summary>
public sealed class SlugAttribute : RegularExpressionAttribute
{
    public SlugAttribute() : base("(?=.{1,100}$)[a-z0-9]+(-[a-z0-9]+)*") =>
        ErrorMessage = "Must be a slug: 1 to 100 lower-case letters and digits, in words joined by single hyphens.";

    // The base lets empty text pass: it leaves that to [Required].
    public override bool IsValid(object? value) => value is not "" && base.IsValid(value);
}
