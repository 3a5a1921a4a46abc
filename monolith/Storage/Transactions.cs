using Mail;
using Messaging.Storage;
using Monolith.Mail;

namespace Monolith.Storage;

/// <summary>
/// One transaction for all that a request does: its own change, and what every other module does about it. Mail that
/// comes of it leaves after the commit and before the answer.
/// </summary>
internal sealed class Transactions(Writer<MonolithDb> writer, MailSender mail)
{
    /// <summary>
    /// Runs a request's change as one unit of work (see <see cref="Writer{TDb}"/>), and sends its mail.
    /// </summary>
    public async Task<T> Run<T>(Func<MonolithDb, Task<T>> work, CancellationToken cancellation)
    {
        var mails = mail.TryBegin();
        try
        {
            List<Email> emails = [];
            var result = await writer.Run(async db =>
            {
                var result = await work(db);
                emails = mails ? Added(db) : [];
                mail.Claim(emails);
                return result;
            }, cancellation);

            // Whatever becomes of the caller: the change is stored.
            await mail.Send(emails, CancellationToken.None);
            return result;
        }
        finally
        {
            if (mails)
            {
                mail.End();
            }
        }
    }

    private static List<Email> Added(MonolithDb db)
    {
        // SaveChanges will look for changes; looking here, too, would cost as much.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        List<Email> emails = [.. db.ChangeTracker.Entries<Email>().Select(entry => entry.Entity)];
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        return emails;
    }
}
