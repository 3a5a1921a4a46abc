using System.Diagnostics;

namespace Gateway.Tests;

/// <summary>A real browser, where one is installed.</summary>
internal static class Chromium
{
    private const string Program = "/usr/bin/chromium";

    /// <summary>The page at an address as it looks after three seconds of its own time, as HTML.</summary>
    public static async Task<string> Shows(string address)
    {
        Assert.SkipUnless(File.Exists(Program), $"There is no {Program} here.");

        var profile = Directory.CreateTempSubdirectory("chromium-");
        using var browser = Process.Start(new ProcessStartInfo(
            Program,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-proxy-server",
                $"--user-data-dir={profile.FullName}",
                "--virtual-time-budget=3000", "--dump-dom", address,
            ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            browser.ErrorDataReceived += (_, _) => { };
            browser.BeginErrorReadLine();

            return await browser.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            browser.Kill(entireProcessTree: true);
            await browser.WaitForExitAsync();
            await Eventually.Is(() => Task.FromResult(IsGone(profile)));
        }
    }

    // Its helpers write into it for a moment longer.
    private static bool IsGone(DirectoryInfo profile)
    {
        try
        {
            profile.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
