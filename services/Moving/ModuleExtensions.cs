using Messaging.Bus;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Moving;

/// <summary>
/// Modules that can move between processes. Without <c>Modules:Key</c> all of this adds nothing, and a process owns
/// what it has.
/// </summary>
public static class ModuleExtensions
{
    /// <summary>Whether this process takes part in moves.</summary>
    public static bool MovesModules(this IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration["Modules:Key"]);

    /// <summary>
    /// Adds a module: its data, and what reads its queues. That is started when the module is owned here, and not with
    /// the process.
    /// </summary>
    public static void AddModule(
        this IHostApplicationBuilder builder, string module, Func<IServiceProvider, IModuleStore> store,
        IReadOnlyList<QueueReader> readers)
    {
        if (!builder.Configuration.MovesModules())
        {
            return;
        }

        builder.Services.AddSingleton(services => new Module(
            module,
            store(services),
            new ServiceConsumers(module, readers, services),
            [.. services.GetKeyedServices<IHostedService>(module)]));

        builder.Services.AddOptions<ModuleOptions>()
            .BindConfiguration("Modules").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.RemoveMessagingAtStart();
        builder.Services.TryAddSingleton<ModuleMoves>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MovesAtStart>());
    }

    /// <summary>Adds a loop that runs while the module is owned here.</summary>
    public static void AddModuleWork<TWork>(this IHostApplicationBuilder builder, string module)
        where TWork : class, IHostedService
    {
        if (builder.Configuration.MovesModules())
        {
            builder.Services.AddKeyedSingleton<IHostedService, TWork>(module);
        }
        else
        {
            builder.Services.AddHostedService<TWork>();
        }
    }

    /// <summary>Refuses writes of modules that aren't owned here, and maps what the gateway moves modules by.</summary>
    public static void UseMoving(this WebApplication app)
    {
        if (app.Configuration.MovesModules())
        {
            app.UseWhen(
                context => context.Request.Path.StartsWithSegments(ModuleKey.Path),
                @internal => @internal.UseMiddleware<ModuleKey>());
            app.UseMiddleware<ModuleWrites>();

            var moves = app.Services.GetRequiredService<ModuleMoves>();
            foreach (var module in app.Services.GetServices<Module>())
            {
                new SideEndpoints(module, moves).Map(app);
            }
        }
    }

    /// <summary>Whether this process owns a module now; true where none moves.</summary>
    public static async Task<bool> Owns(this IHost app, string module)
    {
        var moves = app.Services.GetService<ModuleMoves>();
        return moves?.Find(module) is not { } found || (await moves.OwnershipOf(found, CancellationToken.None)).Owns;
    }
}
