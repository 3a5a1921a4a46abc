using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;

[assembly: AssemblyFixture(typeof(TestBroker))]

// One service at a time: instances with databases of their own would compete for the messages of the same queues.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Content.Tests;

/// <summary>The tests that share one service.</summary>
[CollectionDefinition(nameof(ContentService))]
public class ContentService : ICollectionFixture<ContentUnderTest>;

/// <summary>The content service with an empty catalogue.</summary>
public class ContentUnderTest(TestBroker broker) : ServiceUnderTest<Program>(broker)
{
    public HttpClient Author => As("ann", "author");

    /// <summary>Writes a draft with these lessons; returns its slug.</summary>
    public async Task<string> Draft(params string[] lessons)
    {
        var slug = Course.NewSlug();
        (await Author.PutAsJsonAsync($"/api/roadmaps/{slug}", Course.Text(lessons: lessons))).EnsureSuccessStatusCode();
        return slug;
    }

    /// <summary>Writes and publishes a roadmap with these lessons; returns its slug.</summary>
    public async Task<string> Published(params string[] lessons)
    {
        var slug = await Draft(lessons);
        (await Author.PostAsync($"/api/roadmaps/{slug}/publish", null)).EnsureSuccessStatusCode();
        return slug;
    }

    /// <summary>Replaces a roadmap's text, whatever its revision.</summary>
    public async Task<HttpResponseMessage> Replace(string slug, JsonObject text, string ifMatch = "*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/roadmaps/{slug}");
        request.Content = JsonContent.Create(text);
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await Author.SendAsync(request);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Catalogue", Path.Combine(AppContext.BaseDirectory, "no-catalogue"));
    }
}
