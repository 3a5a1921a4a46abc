using Gateway.Dashboard;
using Gateway.Documentation;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Moving;
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
builder.AddMoving();
builder.Services.AddValidation();
builder.Services.AddSingleton<ApiDocument>();

var app = builder.Build();

app.UseSecurityHeaders();
app.UseAllowedHosts();
app.UseTrustedProxies();
app.UseRateLimits();
app.UsePages();
app.UseServiceDefaults();
app.UseRequestTimeouts();

app.MapDevelopmentIdentity();
app.MapDashboard();
app.MapApiDocument();
app.MapMoving();
app.MapProxy();

app.Run();
