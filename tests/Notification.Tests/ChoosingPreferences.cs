using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using static Notifications.NotificationKind;

namespace Notifications.Tests;

[Collection(nameof(NotificationUnderTest))]
public class ChoosingPreferences(NotificationUnderTest service)
{
    private const string Path = "/api/notifications/preferences";

    [Fact]
    public async Task Nothing_is_muted_and_no_address_known_at_first() => Assert.Equal(
        """{"email":null,"muted":[]}""", await new Learner(service).Client.GetStringAsync(Path));

    [Fact]
    public async Task They_are_replaced_as_a_whole_for_each_learner()
    {
        var (learner, other) = (new Learner(service), new Learner(service));

        await learner.Prefers("ada@example.org", Announcement, Lesson, Lesson);
        Assert.Equal(
            """{"email":"ada@example.org","muted":["lesson","announcement"]}""",
            await learner.Client.GetStringAsync(Path));

        await learner.Prefers(email: null);
        Assert.Equal("""{"email":null,"muted":[]}""", await learner.Client.GetStringAsync(Path));
        Assert.Equal("""{"email":null,"muted":[]}""", await other.Client.GetStringAsync(Path));
    }

    [Theory]
    [InlineData("a@b")]
    [InlineData("ada.lovelace+news@mail.example.org")]
    [InlineData("o'neill@example.org")]
    public async Task A_mail_address_is_taken(string address) => await new Learner(service).Prefers(address);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@example.org, all@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@example.org\r\nBcc: all@example.org")]
    [InlineData("ada@exam\0ple.org")]
    [InlineData("ada lovelace@example.org")]
    [InlineData(" ada@example.org")]
    [InlineData("ada(comment)@example.org")]
    public async Task What_is_no_bare_mail_address_is_refused(string address) =>
        await IsRefused(JsonSerializer.Serialize(new { email = address, muted = Array.Empty<string>() }), "email");

    [Fact]
    public async Task An_address_may_have_254_characters()
    {
        var longest = $"ada@{string.Join('.', Enumerable.Repeat(new string('x', 49), 5))}";
        Assert.Equal(253, longest.Length);

        await new Learner(service).Prefers($"a{longest}");
        await IsRefused($$"""{"email":"aa{{longest}}","muted":[]}""", "email");
    }

    [Theory]
    [InlineData("""{"email":7,"muted":[]}""", "email")]
    [InlineData("""{"muted":[]}""", "email")]
    [InlineData("""{"email":null}""", "muted")]
    [InlineData("""{"email":null,"muted":null}""", "muted")]
    [InlineData("""{"email":null,"muted":"lesson"}""", "muted")]
    [InlineData("""{"email":null,"muted":[null]}""", "muted")]
    [InlineData("""{"email":null,"muted":["gossip"]}""", "muted[0]")]
    [InlineData("""{"email":null,"muted":["lesson, celebration"]}""", "muted[0]")]
    [InlineData("""{"email":null,"muted":["lesson","Celebration"]}""", "muted[1]")]
    [InlineData("""{"email":null,"muted":[1]}""", "muted[0]")]
    [InlineData("""{"email":null,"muted":["1"]}""", "muted[0]")]
    [InlineData("""{"email":null,"muted":[],"colour":"green"}""", "colour")]
    [InlineData("""{"email":null,""", "$")]
    [InlineData("", "$")]
    public async Task A_bad_field_is_refused_by_name_and_nothing_changed(string body, string field) =>
        await IsRefused(body, field);

    private async Task IsRefused(string body, string field)
    {
        var learner = new Learner(service);
        await learner.Prefers("ada@example.org", Lesson);

        var response = await learner.Client.PutAsync(
            Path, new StringContent(body, MediaTypeHeaderValue.Parse("application/json")));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(
            problem.GetProperty("errors").EnumerateObject()
                .Any(error => error.Name.StartsWith(field, StringComparison.Ordinal)),
            problem.ToString());
        Assert.Contains("ada@example.org", await learner.Client.GetStringAsync(Path), StringComparison.Ordinal);
    }
}
