using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

/// <summary>What can't be handled lies on the operator's desk, with its error, and blocks nobody.</summary>
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
        var id = Guid.NewGuid().ToString();
        var message = JsonSerializer.SerializeToNode(learner.Completed(1), Learner.Json)!.AsObject();
        message.Remove(field);

        await service.Bus.Send(Queue, Envelope(id, nameof(LessonCompleted), message));
        await learner.IsSaid(learner.Completed(2));

        Assert.Contains("Lesson 2", Assert.Single(await learner.IsTold(Lesson)).Text, StringComparison.Ordinal);
        var letter = await service.Desk().Only(letter => letter.Body.Contains(id));
        Assert.Contains(field, letter.Error, StringComparison.Ordinal);
        Assert.Equal((Queue, nameof(LessonCompleted), 1), (letter.Queue, letter.Event, letter.Attempts));
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("""{"messageType":["urn:message:Contracts:LessonCompleted"],"message":null}""")]
    [InlineData("""{"messageType":["urn:message:Contracts:LessonCompleted"],"message":{"completed":"three"}}""")]
    public async Task What_cannot_be_read_goes_aside_at_once(string poison)
    {
        await service.Bus.Send(Queue, Encoding.UTF8.GetBytes(poison));

        var letter = await service.Desk().Only(letter => letter.Body == poison);
        Assert.Equal((Queue, nameof(LessonCompleted), 1), (letter.Queue, letter.Event, letter.Attempts));
        Assert.NotNull(letter.Headers["MT-Fault-StackTrace"]);
    }

    [Fact]
    public async Task A_type_that_nobody_knows_is_on_the_desk_too()
    {
        var id = Guid.NewGuid().ToString();

        await service.Bus.Send(Queue, Envelope(id, "LearnerTeleported", new JsonObject()));

        var letter = await service.Desk().Only(letter => letter.Body.Contains(id));
        Assert.Equal((Queue, "LearnerTeleported"), (letter.Queue, letter.Event));
        Assert.StartsWith("Skipped", letter.Error, StringComparison.Ordinal);
    }

    private static byte[] Envelope(string id, string type, JsonObject message) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["messageId"] = id,
        ["messageType"] = new JsonArray($"urn:message:Contracts:{type}"),
        ["message"] = message,
    }.ToJsonString());
}
