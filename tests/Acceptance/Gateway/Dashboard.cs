using Acceptance.Enrollments;
using Acceptance.Notifications;
using Acceptance.Roadmaps;

namespace Acceptance.Gateway;

/// <summary>One answer composed from all parts; what is down is named.</summary>
public record Dashboard(
    Enrollment[]? Enrollments, NotificationList? Notifications, RoadmapItem[]? Recommended, string[] Unavailable);
