using System.ComponentModel.DataAnnotations;

namespace Moving;

/// <summary>How a process takes part in moves (section <c>Modules</c>): not at all without a key.</summary>
public sealed class ModuleOptions
{
    /// <summary>What the gateway shows to move modules.</summary>
    [Required, MinLength(16)]
    public string Key { get; init; } = "";

    /// <summary>Whether this process owns nothing until it is told to take it.</summary>
    public bool Standby { get; init; }
}
