using Microsoft.Extensions.Logging;

namespace Messaging.Broker;

/// <summary>
/// What keeps a part of the process from its work. A trouble lasts, and whoever meets it tries again and again: it is
/// told when it begins, when its cause changes, and when it is over.
/// </summary>
internal sealed class Trouble(ILogger log)
{
    private string? cause;

    /// <summary>The innermost cause; null when all is well.</summary>
    public string? Cause => cause;

    /// <summary>It lasts, for this reason: logged as a warning unless the reason is the one already known.</summary>
    public void Is(string what, Exception failure)
    {
        var innermost = failure.GetBaseException().Message;
        if (Interlocked.Exchange(ref cause, innermost) != innermost)
        {
            log.LogWarning("{What}: {Cause}", what, innermost);
        }
    }

    /// <summary>All is well again: logged if there was a trouble.</summary>
    public void IsOver(string what)
    {
        if (Interlocked.Exchange(ref cause, null) is not null)
        {
            log.LogInformation("{What}", what);
        }
    }
}
