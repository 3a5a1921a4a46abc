using MongoDB.Driver;

namespace Content.Storage;

internal static class MongoFailure
{
    /// <summary>Whether the server may be back a moment later.</summary>
    public static bool MayPass(Exception failure) => failure is TimeoutException
        or MongoConnectionException or MongoConnectionPoolPausedException or MongoNotPrimaryException
        or MongoNodeIsRecoveringException or MongoExecutionTimeoutException;
}
