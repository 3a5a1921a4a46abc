using Contracts;

namespace Messaging.Outbox;

internal static class EventTypes
{
    private static readonly Dictionary<string, Type> ByName = typeof(LessonCompleted).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == typeof(LessonCompleted).Namespace)
        .ToDictionary(type => type.Name);

    public static Type Named(string name) => ByName.TryGetValue(name, out var type)
        ? type
        : throw new InvalidOperationException($"The outbox holds a {name}, which this version does not know.");
}
