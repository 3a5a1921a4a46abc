using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client.Exceptions;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

[Collection(nameof(NotificationUnderTest))]
public class PoisonMessages(NotificationUnderTest service)
{
    private const string Queue = "notification-congratulate-learner";

    [Theory]
    [InlineData("learnerId")]
    [InlineData("roadmap")]
    [InlineData("title")]
    [InlineData("lessonTitle")]
    [InlineData("completed")]
    [InlineData("completedAt")]
    public async Task A_message_without_a_field_goes_aside_and_its_neighbours_are_handled(string field)
    {
        var learner = new Learner(service);
        var before = await GoneAside();
        var message = JsonSerializer.SerializeToNode(learner.Completed(1), Learner.Json)!.AsObject();
        message.Remove(field);

        await service.Bus.Send(Queue, Encoding.UTF8.GetBytes(new JsonObject
        {
            ["messageId"] = Guid.NewGuid().ToString(),
            ["messageType"] = new JsonArray("urn:message:Contracts:LessonCompleted"),
            ["message"] = message,
        }.ToJsonString()));
        await learner.IsSaid(learner.Completed(2));

        await Eventually.Equal(before + 1, GoneAside);
        Assert.Contains("Lesson 2", Assert.Single(await learner.IsTold(Lesson)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("""{"messageType":["urn:message:Contracts:LessonCompleted"],"message":null}""")]
    [InlineData("""{"messageType":["urn:message:Contracts:LessonCompleted"],"message":{"completed":"three"}}""")]
    public async Task What_cannot_be_read_goes_aside_at_once(string poison)
    {
        var before = await GoneAside();

        await service.Bus.Send(Queue, Encoding.UTF8.GetBytes(poison));

        await Eventually.Equal(before + 1, GoneAside);
    }

    private async Task<uint> GoneAside()
    {
        try
        {
            return await service.Bus.Depth($"{Queue}_error");
        }
        catch (OperationInterruptedException)
        {
            // Nothing has failed yet: the queue is made by the first that does.
            return 0;
        }
    }
}
