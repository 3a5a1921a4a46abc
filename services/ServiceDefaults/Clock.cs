namespace ServiceDefaults;

/// <summary>The time as this product keeps it.</summary>
public static class Clock
{
    /// <summary>UTC now in whole milliseconds: MongoDB keeps no finer, and times survive a move of stores.</summary>
    public static DateTime Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;

        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
