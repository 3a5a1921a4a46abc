using System.Text.Json.Nodes;

namespace Upgrade;

/// <summary>
/// What the first release left behind. The files stay as they are: each dump is a database as that release wrote it,
/// stopped in the middle of its work, with events in the outbox that no broker had seen.
/// </summary>
internal static class Version1
{
    public static string File(string name) => Path.Combine(AppContext.BaseDirectory, "Version1", name);

    /// <summary>An event as that release put it into a queue.</summary>
    public static byte[] Message(Type @event, Guid? messageId = null, JsonObject? changed = null)
    {
        var body = JsonNode.Parse(System.IO.File.ReadAllText(File($"{@event.Name}.json")))!.AsObject();
        foreach (var (name, value) in changed ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return System.Text.Encoding.UTF8.GetBytes(new JsonObject
        {
            ["messageId"] = $"{messageId ?? Guid.NewGuid()}",
            ["messageType"] = new JsonArray($"urn:message:{@event.Namespace}:{@event.Name}"),
            ["message"] = body,
        }.ToJsonString());
    }
}
