using System.Diagnostics;
using Faults.Hook;

/// <summary>
/// Runs inside a service before its Main: this assembly is named in DOTNET_STARTUP_HOOKS. It listens to what the
/// libraries tell any diagnostic tool, so the services have no line for their faults. It may use the framework alone,
/// since the service has none of our other references.
/// </summary>
#pragma warning disable CA1050, CA1852 // The runtime looks for this name, outside of any namespace.
internal class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Orders.Variable) is not { } folder)
        {
            return;
        }

        var orders = new Orders(folder);
        DiagnosticListener.AllListeners.Subscribe(new DatabaseEvents(orders));
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Messaging",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            // The broker has confirmed the event, and the outbox still has it.
            ActivityStopped = activity => orders.Pass(activity.OperationName == "outbox relay" ? Point.Sent : null),
        });
    }
}
