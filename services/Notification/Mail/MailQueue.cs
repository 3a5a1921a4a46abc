using Mail;
using Messaging.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Storage;
using ServiceDefaults;

namespace Notifications.Mail;

/// <summary>The e-mails that wait. Who sends one claims it first, so that of several replicas one does.</summary>
internal sealed class MailQueue(
    IDbContextFactory<NotificationDb> databases, Writer<NotificationDb> writer, TimeProvider clock)
{
    /// <summary>Completes with the next commit, which may bring an e-mail; take it before looking for one.</summary>
    public Task NextCommit => writer.NextCommit;

    /// <summary>An e-mail that is due, for this caller alone until the time is over; null if there is none.</summary>
    public async Task<Email?> ClaimNext(TimeSpan time, CancellationToken cancellation)
    {
        // First a look without the writer: mostly there is nothing to claim.
        await using var reader = await databases.CreateDbContextAsync(cancellation);
        return !await Due(reader).AnyAsync(cancellation) ? null : await writer.Run(async db =>
        {
            var email = await Due(db).OrderBy(e => e.NextAttemptAt).FirstOrDefaultAsync();
            email?.Claim(clock.Now() + time);
            return email;
        }, cancellation);
    }

    public Task Sent(Email email) => Change(email, sent => sent.Sent(clock.Now()));

    public Task Failed(Email email) => Change(email, failed => failed.Failed(clock.Now()));

    private IQueryable<Email> Due(NotificationDb db)
    {
        var now = clock.Now();
        return db.Emails.Where(email => email.SentAt == null && email.NextAttemptAt <= now);
    }

    // What a sender has done is recorded even while the process stops.
    private Task Change(Email email, Action<Email> change)
    {
        change(email);
        return writer.Run(db => { db.Emails.Update(email); });
    }
}
