using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Messaging.Storage;

internal static class Transient
{
    /// <summary>
    /// Quick at first, then for twenty minutes: a message that waits is safe in its queue, while one set aside for a
    /// full disk would need an operator. RabbitMQ takes a message back after thirty.
    /// </summary>
    public static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMilliseconds(500),
        TimeSpan.FromSeconds(2),
        .. Enumerable.Repeat(TimeSpan.FromSeconds(5), 240),
    ];

    /// <summary>SQLite's code for a database file that can't be opened.</summary>
    public const int CannotOpen = 14;

    private const int Busy = 5, Locked = 6, ReadOrWriteFailed = 10, Full = 13;

    /// <summary>Whether the same work may succeed a moment later.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        TimeoutException or IOException or SocketException => true,
        _ => IsOfSqlite(failure) || Is(failure.InnerException),
    };

    /// <summary>Whether a database file is locked or away, or its disk full or failing.</summary>
    public static bool IsOfSqlite(Exception failure) => failure.GetBaseException() is SqliteException
    {
        SqliteErrorCode: Busy or Locked or ReadOrWriteFailed or Full or CannotOpen
    };
}
