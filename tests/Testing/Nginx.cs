using System.Net;
using System.Net.Sockets;
using Stack.Processes;
using Xunit;

namespace Testing;

/// <summary>A real nginx in front of a site, with the configuration that docs/proxies recommends.</summary>
public sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nginx-");
    private readonly GuardedProcess process;

    private Nginx(string program, Uri site)
    {
        var port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");

        File.WriteAllText(Path.Combine(folder.FullName, "site.conf"), Recommended()
            .Replace("listen 80;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
            .Replace("http://127.0.0.1:5080", site.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder.FullName, "nginx.conf"), """
            daemon off;
            master_process off;
            pid nginx.pid;
            events {}
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                include site.conf;
            }
            """);
        process = GuardedProcess.Start(
            new Command(program, ["-p", folder.FullName, "-c", "nginx.conf", "-e", "stderr"]), _ => { });
    }

    public Uri Address { get; }

    /// <summary>Starts one, or skips the test where none is installed.</summary>
    public static async Task<Nginx> InFrontOf(Uri site)
    {
        // Debian's folder for it is not on every PATH.
        var program = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin".Split(':')
            .Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "No nginx is installed here: apt-get install nginx");

        var nginx = new Nginx(program, site);
        await Eventually.Is(nginx.IsListening);
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        await process.Kill();
        folder.Delete(recursive: true);
    }

    private async Task<bool> IsListening()
    {
        Assert.False(process.Exited.IsCompleted, "nginx has ended at once.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Recommended()
    {
        using var file = new StreamReader(typeof(Nginx).Assembly.GetManifestResourceStream("Testing.nginx.conf")!);
        return file.ReadToEnd();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
