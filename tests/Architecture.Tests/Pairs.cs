namespace Architecture.Tests;

/// <summary>Rules that stand in the monolith and in a service, for the chapters to compare.</summary>
public class Pairs
{
    [Theory]
    [InlineData("Enrollments/Completion.cs", "Progress", "Progress")]
    [InlineData("Enrollments/Enrollment.cs", "Progress", "Progress")]
    [InlineData("Outlines/Outline.cs", "Progress", "Progress")]
    [InlineData("Followers/Follower.cs", "Notification", "Notifications")]
    [InlineData("Followers/KnownRevision.cs", "Notification", "Notifications")]
    public void They_differ_in_their_namespace_alone(string file, string service, string @namespace) =>
        Assert.Equal(TextOf("monolith", file, "Monolith"), TextOf($"services/{service}", file, @namespace));

    private static string TextOf(string folder, string file, string @namespace) => File
        .ReadAllText(Path.Combine(References.Root.FullName, folder, file))
        .Replace($"{@namespace}.", "…", StringComparison.Ordinal);
}
