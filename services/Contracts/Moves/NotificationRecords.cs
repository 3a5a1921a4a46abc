namespace Contracts.Moves;

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

/// <summary>A learner who is in a roadmap, and the newest revision they know of.</summary>
public record MovedFollower(string LearnerId, string Roadmap, int ToldRevision);

/// <summary>The newest revision of a roadmap that notification has heard of.</summary>
public record MovedKnownRoadmap(string Slug, string Title, int Revision, DateTime PublishedAt);

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
