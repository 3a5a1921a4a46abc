using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Faults.Lab;

namespace Faults.Books;

/// <summary>Clients that complete lessons at a steady pace, whatever happens to those who answer.</summary>
internal sealed class Load
{
    private const int Clients = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    // Longer than a frozen process stays frozen: shorter ones would hide that it answers in the end.
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(15) };

    private readonly Uri progress;
    private readonly IReadOnlyList<Completion> completions;
    private int next = -1;
    private int answered;

    private Load(Uri progress, IReadOnlyList<Completion> completions)
    {
        (this.progress, this.completions) = (progress, completions);
        Done = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Ask()));
    }

    /// <summary>All have been asked.</summary>
    public Task Done { get; }

    public static Load Start(Uri progress, IReadOnlyList<Completion> completions) => new(progress, completions);

    /// <summary>Waits until a part of all, from 0 to 1, has its answer.</summary>
    public Task Reached(double part) => Until.True(
        () => Done.IsCompleted || answered >= part * completions.Count, $"{part:P0} of the completions are answered");

    private async Task Ask()
    {
        while (Interlocked.Increment(ref next) is var number && number < completions.Count)
        {
            await Ask(completions[number]);
            Interlocked.Increment(ref answered);
            await Task.Delay(Pause);
        }
    }

    private async Task Ask(Completion completion)
    {
        var clock = Stopwatch.StartNew();
        bool? accepted;
        var silence = false;
        while ((accepted = await Send(HttpMethod.Put, completion)) is null && !completion.IsAskedOnce)
        {
            silence = true;
            await Task.Delay(Pause);
        }

        completion.Waited = clock.Elapsed;
        completion.Answer = accepted switch
        {
            true => Answer.Accepted,
            // The error answers the last request. An earlier one may have had its effect.
            false when !silence => Answer.Refused,
            _ => Answer.None,
        };

        if (completion is { IsAccepted: true, IsReopened: true })
        {
            while ((accepted = await Send(HttpMethod.Delete, completion)) is null)
            {
                await Task.Delay(Pause);
            }

            completion.WasReopened = accepted is true;
        }
    }

    /// <summary>
    /// Whether it was accepted; null without an answer. Whoever is refused is told when to come back.
    /// </summary>
    private async Task<bool?> Send(HttpMethod method, Completion completion)
    {
        using var request = new HttpRequestMessage(
            method, new Uri(progress, $"{Course.Enrollment}/lessons/{completion.Lesson}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", completion.Token);
        try
        {
            using var answer = await Http.SendAsync(request);
            return answer.IsSuccessStatusCode
                || answer is { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null }
                ? answer.IsSuccessStatusCode
                : throw new InvalidOperationException(
                    $"{method} {request.RequestUri} was answered {answer.StatusCode}.");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}
