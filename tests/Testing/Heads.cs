using Xunit;

namespace Testing;

/// <summary>HEAD, as RFC 9110 has it.</summary>
public static class Heads
{
    /// <summary>
    /// Asserts that HEAD is answered as GET is, without the content, and leaves the connection to others.
    /// </summary>
    public static async Task AnswersHeadLikeGet(this HttpClient client, string path)
    {
        using var get = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        using var head = await client.SendAsync(new(HttpMethod.Head, path));

        Assert.Equal(Described(get), Described(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        using var next = await client.GetAsync("/health/live").WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static string Described(HttpResponseMessage answer) =>
        $"{answer.RequestMessage!.RequestUri} {answer.StatusCode} {answer.Content.Headers.ContentType} "
        + $"{answer.Headers.ETag}";
}
