namespace Acceptance.Notifications;

/// <summary>What the site tells a learner.</summary>
public record Notification(string Id, string Kind, string Roadmap, string Text, DateTime CreatedAt, DateTime? ReadAt);

public record NotificationList(Notification[] Items, int UnreadCount, string? Next);

public record Preferences(string? Email, string[] Muted);
