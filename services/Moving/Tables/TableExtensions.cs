using Messaging.Bus;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Moving.Tables;

public static class TableExtensions
{
    /// <summary>Adds a module whose data is in tables of <typeparamref name="TDb"/>.</summary>
    public static void AddModule<TDb>(
        this IHostApplicationBuilder builder, string module, IReadOnlyList<ModuleTable<TDb>> tables,
        params IReadOnlyList<QueueReader> readers)
        where TDb : DbContext =>
        builder.AddModule(
            module,
            services => ActivatorUtilities.CreateInstance<ModuleTables<TDb>>(services, module, tables),
            readers);
}
