using Messaging.Storage;
using Monolith.Mail;
using Monolith.Modules;

namespace Monolith.Storage;

/// <summary>
/// One transaction for all that a request does: its own change, and what every other module does about it. Mail that
/// comes of it leaves after the commit and before the answer.
/// </summary>
internal sealed class Transactions(Writer<MonolithDb> writer, MailSender mail)
{
    /// <summary>
    /// Runs a change of a module as one unit of work, and sends its mail. Throws <see cref="ModuleElsewhere"/> where
    /// that module isn't the monolith's.
    /// </summary>
    public async Task<T> Run<T>(string module, Func<MonolithDb, Task<T>> work, CancellationToken cancellation)
    {
        List<Email> emails = [];
        var result = await writer.Run(async db =>
        {
            if (!await db.Owns(module))
            {
                throw new ModuleElsewhere(module);
            }

            var result = await work(db);
            emails = Added(db);
            mail.Claim(emails);
            return result;
        }, cancellation);

        await mail.Send(emails);
        return result;
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
