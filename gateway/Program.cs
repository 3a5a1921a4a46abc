using Gateway.Dashboard;
using Gateway.Documentation;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Modules;
using Gateway.Proxy;
using Gateway.Security;
using Gateway.Site;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddTrustedProxies();
builder.AddAllowedHosts();
builder.AddDevelopmentIdentity();
builder.AddRateLimits();
builder.AddProxy();
builder.AddModules();
builder.Services.AddValidation();
builder.Services.AddSingleton<ApiDocument>();

var app = builder.Build();

app.UseSecurityHeaders();
app.UseAllowedHosts();
app.UseTrustedProxies();
app.UseRateLimits();
// A browser asks by ETag whether its copy is still the newest one: pages of two versions don't fit together.
app.UseFileServer(new FileServerOptions
{
    StaticFileOptions = { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" },
});
app.UseServiceDefaults();
app.UseRequestTimeouts();

app.MapDevelopmentIdentity();
app.MapDashboard();
app.MapApiDocument();
app.MapModules();
app.MapProxy();

app.Run();
