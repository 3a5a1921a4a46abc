using System.Net.Http.Headers;
using Faults.Lab;

namespace Faults.Books;

/// <summary>Who completes lessons.</summary>
internal static class Learners
{
    /// <summary>Enrolls new learners, and gives the completions that they will ask for.</summary>
    public static async Task<IReadOnlyList<Completion>> Enroll(
        this Site site, string name, int completions, Random random)
    {
        var learners = Enumerable.Range(0, (completions + Course.Lessons.Length - 1) / Course.Lessons.Length)
            .Select(number => $"{name}-{number}")
            .Select(learner => (Name: learner, Token: site.Identity.TokenFor(learner, "learner")))
            .ToArray();

        using var http = new HttpClient { BaseAddress = site.Progress.Url };
        foreach (var (_, token) in learners)
        {
            // The first ones wait for the course to arrive.
            await Until.True(() => IsEnrolled(http, token), "a learner is enrolled");
        }

        var pairs = learners.SelectMany(learner => Course.Lessons.Select(lesson => (learner, lesson))).ToArray();
        random.Shuffle(pairs);
        var asked = pairs.Take(completions).Select((pair, number) => new Completion(pair.learner.Name, pair.lesson)
        {
            Token = pair.learner.Token,
            IsAskedOnce = number % 10 == 9,
            IsReopened = number % 5 == 0,
        }).ToArray();
        site.Asked.AddRange(asked);
        return asked;
    }

    private static async Task<bool> IsEnrolled(HttpClient http, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Course.Enrollment);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode;
    }
}
