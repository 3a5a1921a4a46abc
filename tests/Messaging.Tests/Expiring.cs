using Messaging.DeadLetters;
using Messaging.Inbox;

namespace Messaging.Tests;

[Collection("desks that share their queues")]
public class Expiring(TestBroker broker)
{
    [Fact]
    public async Task A_service_that_starts_removes_what_nobody_can_need_any_more()
    {
        var (old, recent) = (DateTime.UtcNow.AddDays(-91), DateTime.UtcNow.AddDays(-6));

        await using var desk = await DeskUnderTest.Start(broker.Url, before: db =>
        {
            db.Inbox.AddRange(Handled(old), Handled(recent));
            db.DeadLetters.AddRange(Discarded(old), Discarded(recent));
        });

        await Eventually.Is(() =>
        {
            using var db = desk.Read();
            return Task.FromResult(
                db.Inbox.Select(message => message.AcceptedAt).ToList() is [var handled] && handled == recent
                && db.DeadLetters.Select(letter => letter.FailedAt).ToList() is [var failed] && failed == recent);
        });
    }

    private static InboxMessage Handled(DateTime at) =>
        new() { MessageId = Guid.NewGuid(), Consumer = "WelcomeLearner", AcceptedAt = at };

    private static DeadLetter Discarded(DateTime at) => new()
    {
        Id = Guid.NewGuid(),
        Queue = "notification-welcome-learner",
        MessageId = Guid.NewGuid(),
        Event = "LearnerEnrolled",
        Error = "Boom.",
        Attempts = 1,
        SentAt = at,
        FailedAt = at,
        State = DeadLetterState.Discarded,
        Body = [],
        Headers = "{}",
    };
}
