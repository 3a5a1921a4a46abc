using Bench.Plain;
using JasperFx.Resources;
using Microsoft.EntityFrameworkCore;
using Wolverine;
using Wolverine.EntityFrameworkCore;
using Wolverine.RabbitMQ;
using Wolverine.Sqlite;

namespace Bench.Wolverine;

/// <summary>
/// Wolverine's durable outbox and inbox, as its own documentation sets them up: guide/durability (efcore, sqlite) and
/// guide/messaging/transports/rabbitmq. What it leaves at a default stays there.
/// </summary>
internal static class WolverineSetup
{
    public const string Exchange = "lesson-completed";
    public const string Queue = "congratulate-learner";

    public static void AddWolverine<TDb>(
        this WebApplicationBuilder builder, string name, Action<WolverineOptions> configure) where TDb : DbContext
    {
        builder.Host.UseWolverine(options =>
        {
            options.ApplicationAssembly = typeof(WolverineSetup).Assembly;
            // The naive consumers of this assembly look like handlers.
            options.Discovery.DisableConventionalDiscovery();
            // Each database has one node.
            options.Durability.Mode = DurabilityMode.Solo;

            options.PersistMessagesWithSqlite(builder.Configuration.GetConnectionString(name)!);
            options.Services.AddDbContextWithWolverineIntegration<TDb>(
                db => db.UsePlainSqlite(builder.Configuration, name));
            options.UseEntityFrameworkCoreTransactions();
            options.Policies.AutoApplyTransactions();
            options.Policies.UseDurableOutboxOnAllSendingEndpoints();
            options.Policies.UseDurableInboxOnAllListeners();

            options.UseRabbitMq(new Uri(builder.Configuration.GetConnectionString("RabbitMq")!))
                .DeclareExchange(Exchange, exchange => exchange.BindQueue(Queue))
                .AutoProvision();
            configure(options);
        });
        builder.Host.UseResourceSetupOnStartup();
    }
}
