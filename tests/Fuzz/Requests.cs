using CsCheck;

namespace Fuzz;

[Collection(nameof(FuzzedSite))]
public class Requests(FuzzedSite site)
{
    /// <summary>Whatever a caller sends is the caller's fault, or works.</summary>
    [Fact]
    public Task No_request_makes_the_site_fail() => Calls.Any.SampleAsync(
        async call =>
        {
            var (status, body) = await site.Make(call);

            Assert.True(status < 500, $"{status}: {body}");
            Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        },
        iter: 10_000,
        threads: 8,
        print: call => $"{call}");
}
