using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Testing;

/// <summary>Holds a service to access.txt with no gateway in front of it.</summary>
public static class ServiceAccess
{
    /// <summary>Asserts that whom the gateway would refuse is refused by the service too.</summary>
    public static async Task RefusesWhomTheGatewayRefuses<T>(this ServiceUnderTest<T> service)
        where T : class
    {
        foreach (var row in RowsOf<T>())
        {
            foreach (var caller in Access.Callers.Where(caller => row.Answers[caller] != "yes"))
            {
                var client = caller == "nobody" ? service.Anonymous() : service.As(caller, caller);
                using var answer = await client.SendAsync(row.Request());

                row.Holds(caller, answer.StatusCode);
            }
        }
    }

    /// <summary>Asserts that whatever can be read can be asked for its headers alone.</summary>
    public static async Task AnswersHeadLikeGet<T>(this ServiceUnderTest<T> service)
        where T : class
    {
        var client = service.As("somebody", [.. Access.Callers.Skip(1)]);
        foreach (var row in RowsOf<T>().Where(row => row.Verb == "GET"))
        {
            await client.AnswersHeadLikeGet(Access.Address(row.Path));
        }

        await client.AnswersHeadLikeGet("/health/ready");
        await client.AnswersHeadLikeGet("/openapi/v1.json");
    }

    /// <summary>Asserts that the service has no route that access.txt doesn't know, and lacks none.</summary>
    public static void HasTheRoutesOfTheTable<T>(this ServiceUnderTest<T> service)
        where T : class =>
        Assert.Equal(
            RowsOf<T>().Select(row => $"{row}").Order(),
            Access.RoutesOf(service.Services.GetRequiredService<EndpointDataSource>())
                .Where(route => route.Contains(" /api/", StringComparison.Ordinal)));

    private static IEnumerable<Access> RowsOf<T>() => Access.Table.Where(row =>
        string.Equals(row.Owner, typeof(T).Assembly.GetName().Name, StringComparison.OrdinalIgnoreCase));
}
