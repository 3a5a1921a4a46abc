namespace Stack.Commands;

/// <summary>What the command line asked for.</summary>
internal sealed record StackOptions
{
    public const int DefaultPort = 5080;

    /// <summary>The gateway's port; 0 takes any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>A broker that runs already; otherwise the stack has a private one.</summary>
    public string? RabbitMq { get; init; }

    /// <summary>A document store that runs already.</summary>
    public string? MongoDb { get; init; }

    /// <summary>What the product runs as.</summary>
    public Shape Shape { get; init; }

    /// <summary>The folder of this shape.</summary>
    public required string State { get; init; }

    /// <summary>Whether the folder is emptied first.</summary>
    public bool Clean { get; init; }

    /// <summary>Whether the terminal shows every line of every process.</summary>
    public bool Verbose { get; init; }

    /// <summary>How many of each service; one of those that aren't named.</summary>
    public IReadOnlyDictionary<string, int> Replicas { get; init; } = new Dictionary<string, int>();

    /// <summary>Configuration handed through to a process.</summary>
    public IReadOnlyList<Setting> Settings { get; init; } = [];
}

/// <summary>One configuration value for the named process (or for every replica of a service).</summary>
internal sealed record Setting(string Process, string Key, string Value);
