using System.Net;
using Acceptance;

namespace Moving.Tests.Clients;

/// <summary>
/// Calls of one client, ten a second. Each has to succeed at once; where processes are being killed it is repeated
/// until it does, as an honest client would.
/// </summary>
public sealed class Calls(bool mayFail) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PeriodicTimer pace = new(TimeSpan.FromMilliseconds(100));

    /// <summary>How many were made.</summary>
    public int Made { get; private set; }

    public async Task<Answer> Make(string what, Func<Task<Answer>> call, params HttpStatusCode[] expected)
    {
        for (var until = DateTime.UtcNow + Patience; ;)
        {
            await pace.WaitForNextTickAsync();
            Made++;
            var (answer, failure) = await Try(call);

            if (answer is not null
                && (expected.Length == 0 ? answer.Status == HttpStatusCode.OK : expected.Contains(answer.Status)))
            {
                return answer;
            }

            // What is refused for another reason than that somebody is away is wrong at any time.
            if (!mayFail || DateTime.UtcNow > until || answer is { Status: < HttpStatusCode.BadGateway })
            {
                throw new InvalidOperationException($"{what}: {answer?.ToString() ?? failure!.ToString()}", failure);
            }
        }
    }

    public void Dispose() => pace.Dispose();

    private static async Task<(Answer?, Exception?)> Try(Func<Task<Answer>> call)
    {
        try
        {
            return (await call(), null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TaskCanceledException)
        {
            return (null, error);
        }
    }
}
