using System.Text;
using Gateway.Moving;
using Microsoft.AspNetCore.Http.Timeouts;
using ServiceDefaults;
using Yarp.ReverseProxy.Health;

namespace Gateway.Proxy;

/// <summary>Which path goes to which service, and who may take it, is in appsettings.json.</summary>
public static class ServiceProxy
{
    public static void AddProxy(this WebApplicationBuilder builder)
    {
        builder.Services.AddRequestTimeouts();
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            // As Kestrel reads them. By default a header beyond ASCII can't be sent on, which counts as the service's
            // fault.
            .ConfigureHttpClient((_, client) => client.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8);
        builder.Services.AddSingleton<IActiveHealthCheckPolicy, ReadinessPolicy>();
        builder.Services.AddSingleton<Upstream>();
        builder.Services.AddHealthChecks().AddCheck<ServicesSeen>("services", tags: [Health.ReadyTag]);
        builder.Services.AddSingleton<ServicesSeen>();
    }

    public static void MapProxy(this WebApplication app) => app.MapReverseProxy(pipeline =>
    {
        pipeline.Use(NameTheService);
        pipeline.UseModuleOwners();
        pipeline.Use(AskAsTheCallerDid);
        pipeline.Use(EndStreamsAfterDrain);
        pipeline.UseLoadBalancing();
        pipeline.UsePassiveHealthChecks();
    });

    private static async Task NameTheService(HttpContext context, RequestDelegate next)
    {
        await next(context);

        if (context.GetForwarderErrorFeature() is not null && !context.Response.HasStarted)
        {
            var service = context.GetReverseProxyFeature().Cluster.Config.ClusterId;
            // The proxy sees a timeout of the route as a cancelled request, and blames the caller.
            var timeout = context.Features.Get<IHttpRequestTimeoutFeature>();
            var timedOut = timeout is { RequestTimeoutToken.IsCancellationRequested: true };
            var status = timedOut ? StatusCodes.Status504GatewayTimeout : context.Response.StatusCode;

            await TypedResults.Problem(Reason(service, status), statusCode: status).ExecuteAsync(context);
        }
    }

    // HEAD is a GET up to here. The service is to send no content, either, and to end a stream at once.
    private static Task AskAsTheCallerDid(HttpContext context, RequestDelegate next)
    {
        context.Request.Method = context.Request.IsHead() ? HttpMethods.Head : context.Request.Method;

        return next(context);
    }

    private static string? Reason(string service, int status) => status switch
    {
        StatusCodes.Status502BadGateway => $"The {service} service can't be reached. Try again soon.",
        StatusCodes.Status503ServiceUnavailable => $"No {service} service is running. Try again soon.",
        StatusCodes.Status504GatewayTimeout => $"The {service} service didn't answer in time. Try again soon.",
        _ => null,
    };

    // A stream never ends by itself, and would hold up the shutdown until it is cut off the hard way.
    private static async Task EndStreamsAfterDrain(HttpContext context, RequestDelegate next)
    {
        var drain = context.RequestServices.GetRequiredService<Drain>();
        using var ending = drain.Ended.Register(() =>
        {
            if (context.Response.ContentType is "text/event-stream")
            {
                context.Abort();
            }
        });

        await next(context);
    }
}
