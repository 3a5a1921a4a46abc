namespace Monolith.Moving;

/// <summary>The parts that may one day be services. A reaction's queue begins with its module's name.</summary>
internal static class ModuleName
{
    public const string Content = "content";
    public const string Progress = "progress";
    public const string Notification = "notification";
}
