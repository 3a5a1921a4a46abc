using Monolith.Notifications;

namespace Monolith.Preferences;

/// <summary>
/// What a learner wants to hear of, and where celebrations are mailed to. None stored: everything, nowhere.
/// </summary>
public class LearnerPreferences
{
    public required string LearnerId { get; init; }

    public string? Email { get; set; }

    public List<NotificationKind> Muted { get; set; } = [];
}
