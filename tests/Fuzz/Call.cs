using System.Text;

namespace Fuzz;

/// <summary>One request to the site, in the raw: nothing of it is tidied up on the way.</summary>
public sealed record Call(
    string Caller, string Verb, string Address, IReadOnlyList<(string Name, string Value)> Headers, string? Type,
    string? Body)
{
    public HttpRequestMessage Request(Uri site, string? token)
    {
        var address = new Uri(
            site.GetLeftPart(UriPartial.Authority) + Address,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(Verb), address);

        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
        }

        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public override string ToString() =>
        $"{Verb} {Address} by {Caller} "
        + $"[{string.Join(", ", Headers.Select(header => $"{header.Name}: {header.Value}"))}] {Type} {Body}";
}
