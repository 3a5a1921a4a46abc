using System.Data.Common;
using System.Diagnostics;

namespace Faults.Hook;

/// <summary>
/// Knows a service's crash points by what Entity Framework, and Messaging beside it, say that they do.
/// </summary>
internal sealed class DatabaseEvents(Orders orders)
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Source = "Microsoft.EntityFrameworkCore";
    private const string Messaging = "Messaging";
    private const string Statement = "Statement";
    private const string Executed = $"{Source}.Database.Command.CommandExecuted";
    private const string Committed = $"{Source}.Database.Transaction.TransactionCommitted";

    // Of the transaction that is open: a service has one writer.
    private volatile bool storesEvents, hasEffects;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Source)
        {
            value.Subscribe(this, (name, _, _) => name is Executed or Committed);
        }
        else if (value.Name == Messaging)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Key)
        {
            case Executed:
                Pass(CommandOf(value.Value!).CommandText);
                break;
            case Statement:
                Pass(((DbCommand)value.Value!).CommandText);
                break;
            case Committed:
                orders.Pass(storesEvents ? Point.Stored : null);
                orders.Pass(hasEffects ? Point.Handled : null);
                storesEvents = hasEffects = false;
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void Pass(string sql)
    {
        storesEvents |= sql.Contains("INTO Outbox", StringComparison.Ordinal);
        hasEffects |= sql.Contains("INTO Inbox", StringComparison.Ordinal)
            || sql.Contains("INTO Facts", StringComparison.Ordinal);
        orders.Pass(sql.Contains("CREATE TABLE", StringComparison.Ordinal) ? Point.Migrating : null);
        orders.Pass(Point.Statement);
    }

    // The event's class is Entity Framework's, which this assembly must not refer to.
    private static DbCommand CommandOf(object @event) =>
        (DbCommand)@event.GetType().GetProperty("Command")!.GetValue(@event)!;
}
