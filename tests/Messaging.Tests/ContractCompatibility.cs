using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using MassTransit.Serialization;
using Messaging.Events;

namespace Messaging.Tests;

/// <summary>
/// The files in Contracts.v1 are events as the first release published them. They stay as they are: queues and
/// outboxes may hold such messages when a newer version starts.
/// </summary>
public class ContractCompatibility
{
    private static readonly JsonSerializerOptions OnTheWire =
        WireFormat.Strict(SystemTextJsonMessageSerializer.Options);

    public static TheoryData<Type> Events => [.. Topology.Reactions.Keys];

    [Theory]
    [MemberData(nameof(Events))]
    public void A_new_consumer_reads_an_old_event(Type @event)
    {
        var old = Version1(@event);

        var read = JsonSerializer.SerializeToNode(old.Deserialize(@event, OnTheWire), @event, OnTheWire)!.AsObject();

        foreach (var (name, value) in old)
        {
            Assert.True(JsonNode.DeepEquals(value, read[name]), $"{@event.Name}.{name} was {value}, is {read[name]}");
        }
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_old_consumer_reads_a_new_event(Type @event)
    {
        var newer = Version1(@event);
        newer["addedLater"] = "unknown to this consumer";

        Assert.NotNull(newer.Deserialize(@event, OnTheWire));
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void What_was_added_since_is_nullable(Type @event)
    {
        var nullability = new NullabilityInfoContext();
        var known = Version1(@event).Select(property => property.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.All(
            @event.GetProperties().Where(property => !known.Contains(property.Name)),
            added => Assert.Equal(NullabilityState.Nullable, nullability.Create(added).ReadState));
    }

    [Fact]
    public void Every_event_has_its_first_form_on_file() => Assert.All(
        typeof(IEvent).Assembly.GetExportedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IEvent))),
        type => Assert.NotEmpty(Version1(type)));

    private static JsonObject Version1(Type @event)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Contracts.v1", $"{@event.Name}.json");
        return JsonNode.Parse(File.ReadAllText(file))!.AsObject();
    }
}
