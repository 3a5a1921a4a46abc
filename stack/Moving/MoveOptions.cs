namespace Stack.Moving;

/// <summary>`extract` or `restore`, of which module, of the stack in which folder.</summary>
internal sealed record MoveOptions(string Module, bool Extract, string State)
{
    /// <summary>Where it goes, in the gateway's words.</summary>
    public string To => Extract ? "service" : "monolith";
}
