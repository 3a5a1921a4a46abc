using System.Net.Mime;

namespace Gateway.Moving;

/// <summary>Sends each request to its module's owner, and holds back writes while that is about to change.</summary>
public static class OwnerRouting
{
    public static void UseModuleOwners(this IReverseProxyApplicationBuilder pipeline)
    {
        var modules = pipeline.ApplicationServices.GetRequiredService<ModuleMap>();

        if (modules.All.Count > 0)
        {
            pipeline.Use((context, next) =>
                modules.Find(context.GetReverseProxyFeature().Cluster.Config.ClusterId) is not { } module
                ? next(context)
                : HttpMethods.IsGet(context.Request.Method) ? Read(context, next, modules, module)
                : Write(context, next, modules, module));
        }
    }

    private static async Task Read(HttpContext context, RequestDelegate next, ModuleMap modules, RoutedModule module)
    {
        var residence = module.Residence;
        var ending = default(CancellationTokenRegistration);

        context.Response.OnStarting(() =>
        {
            if (IsStream(context))
            {
                ending = residence.Ended.Register(context.Abort);
            }

            return Task.CompletedTask;
        });

        try
        {
            context.ReassignProxyRequest(modules.Cluster(module, residence.Owner));
            await next(context);
        }
        finally
        {
            await ending.DisposeAsync();
        }

        if (!IsStream(context))
        {
            module.Reads.Note(context.Request);
        }
    }

    private static async Task Write(HttpContext context, RequestDelegate next, ModuleMap modules, RoutedModule module)
    {
        if (!await module.Writes.Enter(context.RequestAborted))
        {
            context.Response.Headers.RetryAfter = "1";
            await TypedResults.Problem(
                $"{module.Name} is moving. Try again soon.",
                statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
            return;
        }

        try
        {
            // Only now: whoever waited goes where the module went.
            context.ReassignProxyRequest(modules.Cluster(module, module.Residence.Owner));
            await next(context);
        }
        finally
        {
            module.Writes.Leave();
        }
    }

    private static bool IsStream(HttpContext context) =>
        context.Response.ContentType is MediaTypeNames.Text.EventStream;
}
