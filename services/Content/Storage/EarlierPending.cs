using System.Text;
using Messaging.DeadLetters;
using Messaging.Events;
using Messaging.Outbox;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace Content.Storage;

/// <summary>
/// Earlier releases kept an event in the outbox, and of a replay nothing but its letter's id; since this one each entry
/// is the message itself. What waits is rewritten once, at the start, when no older release runs any more.
/// </summary>
internal static class EarlierPending
{
    public static async Task RewritePending(this MongoContent content)
    {
        await Rewrite(content.Roadmaps, (entry, _) => Event(entry));
        await Rewrite(content.DeadLetters, (_, document) =>
            BsonSerializer.Deserialize<DeadLetter>(document["letter"].AsBsonDocument).Replay());
    }

    private static async Task Rewrite<TDocument>(
        IMongoCollection<TDocument> typed, Func<BsonDocument, BsonDocument, OutboxMessage> rewrite)
    {
        var documents = typed.Database.GetCollection<BsonDocument>(typed.CollectionNamespace.CollectionName);
        var filter = Builders<BsonDocument>.Filter;
        using var waiting = await documents.Find(filter.Exists("pending.storedAt")).ToCursorAsync();
        await waiting.ForEachAsync(async document =>
        {
            var pending = document["pending"].AsBsonArray;
            var rewritten = new BsonArray(pending.Select(entry => entry["body"].IsString
                ? rewrite(entry.AsBsonDocument, document).ToBsonDocument()
                : entry));
            if (rewritten != pending)
            {
                await documents.UpdateOneAsync(
                    filter.Eq("_id", document["_id"]) & filter.Eq("pending", pending),
                    Builders<BsonDocument>.Update.Set("pending", rewritten));
            }
        });
    }

    private static OutboxMessage Event(BsonDocument entry)
    {
        var (id, name, storedAt) =
            (entry["messageId"].AsGuid, entry["event"].AsString, entry["storedAt"].ToUniversalTime());
        var headers = entry.GetValue("repeatOf", BsonNull.Value) is BsonDateTime time
            ? $$"""{"{{WireFormat.RepeatOfHeader}}":"{{time.ToUniversalTime():O}}"}"""
            : "{}";
        var envelope = $$"""
            {"messageId":"{{id}}","messageType":["urn:message:Contracts:{{name}}"],"message":{{entry["body"].AsString}},
            "sentTime":"{{storedAt:O}}","headers":{{headers}}}
            """;
        return new()
        {
            MessageId = id,
            Event = name,
            Body = Encoding.UTF8.GetBytes(envelope),
            ContentType = WireFormat.ContentType,
            Headers = headers,
            TraceParent = entry.GetValue("traceParent", BsonNull.Value) is BsonString trace ? trace.Value : null,
            StoredAt = storedAt,
        };
    }
}
