using Stack.Terminal;

namespace Stack.Broker;

/// <summary>Installs RabbitMQ on Debian and Ubuntu, as root or with password-less sudo.</summary>
internal static class RabbitMqPackage
{
    public const string HowToInstall =
        """
        The services exchange events over RabbitMQ, and no rabbitmq-server is installed here. Any of these helps:
          install it           sudo apt-get install rabbitmq-server   (macOS: brew install rabbitmq)
          use a running one    dotnet run --project stack -- --rabbitmq amqp://guest:guest@localhost
          use containers       docker compose up --build
        """;

    // policy-rc.d keeps the package from starting a node for the whole machine; nobody asked for one.
    private const string Install =
        """
        set -e
        export DEBIAN_FRONTEND=noninteractive
        if [ ! -e /usr/sbin/policy-rc.d ]; then
            trap 'rm -f /usr/sbin/policy-rc.d' EXIT
            printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
            chmod 755 /usr/sbin/policy-rc.d
        fi
        apt-get update
        apt-get install -y --no-install-recommends rabbitmq-server
        if [ -d /run/systemd/system ]; then systemctl disable rabbitmq-server; fi
        """;

    /// <summary>The installed server; installs it first where that is possible.</summary>
    /// <exception cref="StackException">It is missing, and can't be installed from here.</exception>
    public static async Task<RabbitMqServer> FindOrInstall(CancellationToken cancellation)
    {
        if (RabbitMqServer.Find() is { } installed)
        {
            return installed;
        }

        if (Programs.Find("apt-get") is null || await Root(cancellation) is not { } root)
        {
            throw new StackException(HowToInstall);
        }

        Output.Line("rabbitmq", "No rabbitmq-server is here, so its package and Erlang are installed now.");
        Output.Line("rabbitmq", "Its broker for the whole machine stays off; the stack starts a private one. To undo:");
        Output.Line("rabbitmq", "  apt-get remove --autoremove rabbitmq-server");

        string[] command = [.. root, "sh", "-c", Install];
        return await Programs.Run(command[0], command[1..], cancellation) == 0 && RabbitMqServer.Find() is { } server
            ? server
            : throw new StackException($"apt-get could not install it; its reason stands above.\n{HowToInstall}");
    }

    private static async Task<string[]?> Root(CancellationToken cancellation)
    {
        if (Environment.IsPrivilegedProcess)
        {
            return [];
        }

        return Programs.Find("sudo") is { } sudo && await Programs.Run(sudo, ["-n", "true"], cancellation) == 0
            ? [sudo, "-n"]
            : null;
    }
}
