using System.Text.Json;
using Stack.State;

namespace Stack.Control;

/// <summary>control.json: where the running stack is reached and commanded, readable by its owner alone.</summary>
internal sealed record ControlFile(string Url, string Token, string Gateway)
{
    private const string Name = "control.json";

    /// <summary>Appears at once and whole: whoever waits for it finds a stack that is ready.</summary>
    public void Write(StateFolder state) =>
        OwnerOnly.Write(state.In(Name), JsonSerializer.Serialize(this, JsonSerializerOptions.Web));

    public static void Delete(StateFolder state) => File.Delete(state.In(Name));

    /// <summary>The file of the stack that owns the folder, once it is up; otherwise null.</summary>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public static ControlFile? Of(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<ControlFile>(
                File.ReadAllText(Path.Combine(folder, Name)), JsonSerializerOptions.Web);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }
}
