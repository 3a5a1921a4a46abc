using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Messaging.Bus;

internal static class Transient
{
    private const int Busy = 5, Locked = 6, ReadOrWriteFailed = 10, Full = 13;

    /// <summary>Whether the same work may succeed a moment later.</summary>
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        TimeoutException or IOException or SocketException => true,
        SqliteException { SqliteErrorCode: Busy or Locked or ReadOrWriteFailed or Full } => true,
        _ => Is(failure.InnerException),
    };
}
