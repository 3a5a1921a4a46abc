using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Acceptance;

/// <summary>Someone who calls the site: a person with a token, or anybody.</summary>
public sealed class Caller(HttpClient http, string subject = "", string? token = null)
{
    /// <summary>Who it is, as the token says.</summary>
    public string Subject => subject;

    public string? Token => token;

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Put(string path, object? body = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Put, path, body, headers);

    public Task<Answer> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body);

    public Task<Answer> Delete(string path) => Send(HttpMethod.Delete, path, null);

    /// <summary>Sends an object as JSON, and content as it is.</summary>
    public async Task<Answer> Send(
        HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, headers);
        request.Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body));
        using var response = await http.SendAsync(request);
        return await Answer.From(response);
    }

    /// <summary>Opens an answer that doesn't end, such as a stream.</summary>
    public Task<HttpResponseMessage> Open(string path, params (string Name, string Value)[] headers) =>
        http.SendAsync(Request(HttpMethod.Get, path, headers), HttpCompletionOption.ResponseHeadersRead);

    private HttpRequestMessage Request(HttpMethod method, string path, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
