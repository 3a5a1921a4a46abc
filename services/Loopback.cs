using System.Net;
using System.Runtime.CompilerServices;

/// <summary>
/// What runs on this machine is called directly, whatever <c>http_proxy</c> says: no company's proxy can reach it. It
/// holds for every client of a process, libraries' included, since Directory.Build.targets compiles this file into each
/// program.
/// </summary>
file sealed class Loopback(IWebProxy given) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => given.Credentials;
        set => given.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : given.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || given.IsBypassed(host);

    // Before the first line of the program: a client that has sent a request keeps the proxy that it found.
    [ModuleInitializer]
    internal static void IsCalledDirectly() => HttpClient.DefaultProxy = new Loopback(HttpClient.DefaultProxy);
}
