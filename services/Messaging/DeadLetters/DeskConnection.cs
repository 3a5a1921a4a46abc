using Messaging.Broker;
using RabbitMQ.Client;

namespace Messaging.DeadLetters;

/// <summary>
/// The desk's own connection to the broker, opened when it is needed and again once it was lost. Not the bus: that
/// reads messages and writes them anew, and here every byte must stay as it is.
/// </summary>
public sealed class DeskConnection(BrokerAccess broker, Uri address, string name) : IAsyncDisposable
{
    private readonly ConnectionFactory factory =
        new() { Uri = address, ClientProvidedName = name, AutomaticRecoveryEnabled = false };

    private readonly SemaphoreSlim one = new(1, 1);
    private IConnection? connection;

    public bool IsOpen => connection is { IsOpen: true };

    /// <summary>The open connection. Throws why there is none.</summary>
    public async Task<IConnection> Open(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (!IsOpen)
            {
                await Close();
                connection = await broker.Connect(factory, cancellation);
            }

            return connection!;
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        one.Dispose();
    }

    private async Task Close()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
            connection = null;
        }
    }
}
