namespace Moving.Records;

/// <summary>A notification. They travel in order of arrival, which is the order that streams resume in.</summary>
public record MovedNotification(
    Guid Id,
    string LearnerId,
    string Kind,
    string Roadmap,
    string Text,
    DateTime CreatedAt,
    DateTime? ReadAt);

/// <summary>What a learner wants to hear of; <paramref name="Muted"/> holds kinds by name.</summary>
public record MovedPreferences(string LearnerId, string? Email, IReadOnlyList<string> Muted);

/// <summary>A learner who is in a roadmap, and since which revision.</summary>
public record MovedFollower(string LearnerId, string Roadmap, int ToldRevision);

/// <summary>A revision of a roadmap that notification has heard of, and how far its followers have been told.</summary>
public record MovedKnownRevision(string Roadmap, int Revision, string Title, DateTime PublishedAt, string? ToldUpTo);

/// <summary>An e-mail, sent or waiting.</summary>
public record MovedEmail(
    Guid NotificationId,
    string To,
    string Subject,
    string Body,
    int Attempts,
    DateTime NextAttemptAt,
    DateTime? SentAt);

/// <summary>A message that a consumer has handled, in the days that redeliveries are recognised for.</summary>
public record MovedInboxMessage(Guid MessageId, string Consumer, DateTime AcceptedAt);
