using Content.Catalogue;
using Content.Moving;
using Content.Roadmaps;
using Content.Statistics;
using Content.Storage;
using Messaging.Bus;
using Messaging.DeadLetters;
using Moving;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddRoadmapStore();
builder.AddMessaging("content", ServiceConsumers.In(typeof(Program).Assembly));
builder.AddModule();
builder.Services.AddValidation();

var app = builder.Build();

app.UseServiceDefaults();
app.UseModules();
app.UseWriteLimit();
app.MapRoadmapList();
app.MapRoadmaps();
app.MapPublication();
app.MapStatistics();
app.MapRepublication();
app.MapDeadLetters("content");

await app.PrepareStore();
if (await app.Owns("content"))
{
    await app.LoadCatalogue();
}

await app.RunAsync();
