using MongoDB.Driver;

namespace Content.Storage;

internal static class MongoFailure
{
    // Before the update, and of what it would have made: a document of more than 16 MB.
    private static readonly int[] TooLarge = [10334, 17419, 17420];

    /// <summary>Whether the same may succeed later: the server may be back, or events have left a document.</summary>
    public static bool MayPass(Exception failure) => failure is TimeoutException or EventsWaitException
        or MongoConnectionException or MongoConnectionPoolPausedException or MongoNotPrimaryException
        or MongoNodeIsRecoveringException or MongoExecutionTimeoutException
        || (failure is MongoWriteException { WriteError.Code: var code } && TooLarge.Contains(code));
}
