using System.Reflection;
using Content.Roadmaps;
using Contracts;
using MassTransit;
using Messaging.Events;
using Notifications;
using Progress.Enrollments;

namespace Architecture.Tests;

/// <summary>The list of queues that publishers declare, against the consumers that read them.</summary>
public class TopologyAndConsumers
{
    private static readonly (string Service, Assembly Assembly)[] Services =
    [
        ("content", typeof(RoadmapEndpoints).Assembly),
        ("progress", typeof(EnrollmentEndpoints).Assembly),
        ("notification", typeof(NotificationEndpoints).Assembly),
    ];

    [Fact]
    public void Every_consumer_is_on_the_list_and_nothing_else_is()
    {
        var consumed = from service in Services
                       from consumer in service.Assembly.GetExportedTypes()
                       from contract in consumer.GetInterfaces()
                       where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>)
                       select $"{contract.GetGenericArguments()[0].Name} -> {QueueOf(service.Service, consumer)}";

        var listed = from flow in Topology.Flows
                     from queue in flow.Queues
                     select $"{flow.Event.Name} -> {queue}";

        Assert.Equal(listed.Order(), consumed.Order());
    }

    [Fact]
    public void No_event_is_published_that_nobody_handles() => Assert.All(
        typeof(IEvent).Assembly.GetExportedTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IEvent))),
        @event => Assert.NotEmpty(Topology.Reactions[@event]));

    [Fact]
    public void Every_event_has_one_publisher_which_its_own_description_names() => Assert.All(
        Topology.Flows,
        flow => Assert.Contains(
            $"Published by {flow.Publisher}",
            File.ReadAllText(Path.Combine(References.Root.FullName, "services", "Contracts", $"{flow.Event.Name}.cs"))
                .ReplaceLineEndings(" ").Replace("/// ", "", StringComparison.Ordinal),
            StringComparison.Ordinal));

    private static string QueueOf(string service, Type consumer)
    {
        var names = new KebabCaseEndpointNameFormatter(service, false);
        var method = typeof(IEndpointNameFormatter).GetMethod(nameof(IEndpointNameFormatter.Consumer))!;
        return (string)method.MakeGenericMethod(consumer).Invoke(names, null)!;
    }
}
