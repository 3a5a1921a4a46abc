using Messaging.Outbox;
using Messaging.Storage;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Serializers;

namespace Content.Storage;

/// <summary>How this service's types look as documents.</summary>
internal static class MongoMapping
{
    /// <summary>To be called once, before the driver meets the types.</summary>
    public static void Register()
    {
        ConventionRegistry.Register(
            "content",
            new ConventionPack
            {
                new CamelCaseElementNameConvention(),
                new EnumRepresentationConvention(BsonType.String),
                // An older version reads what a newer one wrote.
                new IgnoreExtraElementsConvention(true),
            },
            type => type.Namespace?.Split('.')[0] is "Content" or "Contracts" or "Messaging");

        BsonSerializer.RegisterSerializer(new GuidSerializer(GuidRepresentation.Standard));
        BsonClassMap.RegisterClassMap<OutboxMessage>(map =>
        {
            map.AutoMap();
            map.UnmapMember(message => message.Sequence);
            map.UnmapMember(message => message.Damage);
        });
        BsonClassMap.RegisterClassMap<Lease>(map =>
        {
            map.AutoMap();
            map.MapIdMember(lease => lease.Name);
        });
    }
}
