namespace Stack.Tests;

/// <summary>A folder for one test, removed with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("stack-").FullName;

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
