using Mail;
using Messaging.Database;
using Microsoft.EntityFrameworkCore;
using Monolith.Enrollments;
using Monolith.Followers;
using Monolith.Notifications;
using Monolith.Outlines;
using Monolith.Preferences;
using Monolith.Roadmaps;
using Monolith.Statistics;

namespace Monolith.Storage;

/// <summary>
/// The one database. Modules meet in calls, not in each other's rows: a foreign key stays inside what belongs
/// together, a roadmap or an enrollment. Between those, rows come in any order when a module moves.
/// </summary>
public class MonolithDb(DbContextOptions<MonolithDb> options) : MessagingDb(options)
{
    // Content
    public DbSet<Roadmap> Roadmaps => Set<Roadmap>();

    public DbSet<Stage> Stages => Set<Stage>();

    public DbSet<Lesson> Lessons => Set<Lesson>();

    public DbSet<RoadmapWord> Words => Set<RoadmapWord>();

    public DbSet<Fact> Facts => Set<Fact>();

    public DbSet<FactCount> FactCounts => Set<FactCount>();

    // Progress
    public DbSet<Outline> Outlines => Set<Outline>();

    public DbSet<Enrollment> Enrollments => Set<Enrollment>();

    // Notification
    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<LearnerPreferences> Preferences => Set<LearnerPreferences>();

    public DbSet<Follower> Followers => Set<Follower>();

    public DbSet<KnownRevision> KnownRevisions => Set<KnownRevision>();

    public DbSet<Email> Emails => Set<Email>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        modelBuilder.MapContent();
        modelBuilder.MapProgress();
        modelBuilder.MapNotification();
    }
}
