namespace Stack;

/// <summary>Files with secrets.</summary>
internal static class OwnerOnly
{
    /// <summary>Creates a file that nobody else may read.</summary>
    public static FileStreamOptions Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
