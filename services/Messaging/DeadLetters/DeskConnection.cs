using RabbitMQ.Client;

namespace Messaging.DeadLetters;

/// <summary>
/// The desk's own connection to the broker, opened when it is needed and again once it was lost. Not the bus: that
/// reads messages and writes them anew, and here every byte must stay as it is.
/// </summary>
public sealed class DeskConnection(Uri broker, string name) : IAsyncDisposable
{
    private readonly ConnectionFactory factory =
        new() { Uri = broker, ClientProvidedName = name, AutomaticRecoveryEnabled = false };

    private readonly SemaphoreSlim one = new(1, 1);
    private IConnection? connection;

    /// <summary>The open connection. Throws <see cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException"/>.</summary>
    public async Task<IConnection> Open(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            if (connection is not { IsOpen: true })
            {
                await Close();
                connection = await factory.CreateConnectionAsync(cancellation);
            }

            return connection;
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
