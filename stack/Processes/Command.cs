namespace Stack.Processes;

/// <summary>What to run, where, and with which variables on top of this process' own.</summary>
public sealed record Command(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The working directory.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>Set for the process; null removes an inherited variable.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();
}
