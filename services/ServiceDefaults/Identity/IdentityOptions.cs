using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults;

/// <summary>Whose tokens are taken (section <c>Identity</c>).</summary>
public sealed class IdentityOptions
{
    /// <summary>
    /// Address of the identity provider, whose discovery document names its keys: the gateway in development, a real
    /// one elsewhere.
    /// </summary>
    [RegularExpression("https?://.+")]
    public string? Authority { get; init; }

    /// <summary>The provider's name as tokens carry it. Fixed, so that tokens outlive a move of the provider.</summary>
    [Required]
    public string Issuer { get; init; } = "learning-site-development";

    /// <summary>For whom the tokens are made.</summary>
    [Required]
    public string Audience { get; init; } = "learning-site";
}
