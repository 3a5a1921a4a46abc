using Messaging.DeadLetters;
using Messaging.Inbox;
using Messaging.Outbox;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Messaging.Database;

/// <summary>A service's database, with the tables that let a change and its events commit together.</summary>
public abstract class MessagingDb(DbContextOptions options) : DbContext(options)
{
    public OutboxRows Outbox => new(this);

    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();

    public DbSet<Lease> Leases => Set<Lease>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxMessage>(message =>
        {
            message.ToTable("Outbox").HasKey(m => m.Sequence);
            message.Ignore(m => m.Damage);
        });
        modelBuilder.Entity<InboxMessage>().HasKey(message => new { message.MessageId, message.Consumer });
        modelBuilder.Entity<InboxMessage>().HasIndex(message => message.AcceptedAt);

        modelBuilder.Entity<DeadLetter>(letter =>
        {
            letter.Property(l => l.State).HasConversion<string>();
            letter.HasIndex(l => new { l.State, l.FailedAt, l.Id });
            letter.HasMany(l => l.Audit).WithOne().HasForeignKey(entry => entry.DeadLetterId);
        });

        modelBuilder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("DeadLetterAudit");
            entry.Property<long>("Sequence");
            entry.HasKey("Sequence");
            entry.Property(e => e.What).HasConversion<string>();
        });

        modelBuilder.Entity<Lease>().HasKey(lease => lease.Name);
    }

    // SQLite forgets that a time is UTC.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        time => time,
        time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
