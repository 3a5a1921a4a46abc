namespace Monolith.Notifications;

/// <summary>What a learner is told about, and can mute.</summary>
public enum NotificationKind
{
    Welcome,
    Lesson,
    Celebration,
    Announcement,
}
