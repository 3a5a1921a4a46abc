using System.Net;
using System.Net.Http.Json;
using Contracts;
using Messaging.Events;

namespace Progress.Tests;

[Collection(nameof(ProgressUnderTest))]
public class Republishing(ProgressUnderTest service)
{
    [Fact]
    public async Task Everything_is_told_again_under_the_ids_it_had()
    {
        var enrolled = await service.Bus.Watch<LearnerEnrolled>();
        var completed = await service.Bus.Watch<LessonCompleted>();
        var finished = await service.Bus.Watch<RoadmapCompleted>();
        var learner = await Learner.Of(service, "http");
        await learner.Complete("http");
        await finished.First(e => e.LearnerId == learner.Id);

        var response = await service.As("operator-1", "operator").PostAsync("/api/operations/progress/republish", null);

        Assert.True((await response.Content.ReadFromJsonAsync<Republished>())!.Events >= 3);
        await Eventually.Equal(2, () => Task.FromResult(finished.Ids(e => e.LearnerId == learner.Id).Count));
        await Eventually.Equal(2, () => Task.FromResult(completed.Ids(e => e.LearnerId == learner.Id).Count));
        await Eventually.Equal(2, () => Task.FromResult(enrolled.Ids(e => e.LearnerId == learner.Id).Count));
        Assert.Single(finished.Ids(e => e.LearnerId == learner.Id).Distinct());
        Assert.Single(completed.Ids(e => e.LearnerId == learner.Id).Distinct());
        Assert.Single(enrolled.Ids(e => e.LearnerId == learner.Id).Distinct());
    }

    [Fact]
    public async Task It_is_for_operators_alone()
    {
        var response = await service.As("learner-1", "learner").PostAsync("/api/operations/progress/republish", null);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
