using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mail;
using Monolith.Notifications;

namespace Monolith.Preferences;

/// <summary>Preferences as clients see and send them, always whole.</summary>
/// <param name="Email">Where celebrations are mailed to; null for nowhere.</param>
/// <param name="Muted">Kinds by name: read as an enum, <c>"lesson, celebration"</c> would be a third kind.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record PreferencesView([MailAddress] string? Email, IReadOnlyList<string> Muted) : IValidatableObject
{
    private static readonly Dictionary<string, NotificationKind> Kinds =
        Enum.GetValues<NotificationKind>().ToDictionary(NameOf);

    [JsonIgnore]
    public IEnumerable<NotificationKind> MutedKinds => Muted.Select(name => Kinds[name]);

    public static PreferencesView Of(string? email, IEnumerable<NotificationKind> muted) =>
        new(email, [.. muted.Select(NameOf)]);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Muted
        .Select((name, index) => (name, index))
        .Where(item => !Kinds.ContainsKey(item.name))
        .Select(item => new ValidationResult(
            $"Must be one of {string.Join(", ", Kinds.Keys)}.", [$"{nameof(Muted)}[{item.index}]"]));

    private static string NameOf(NotificationKind kind) => JsonNamingPolicy.CamelCase.ConvertName($"{kind}");
}
