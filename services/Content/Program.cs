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
builder.Services.AddValidation();
// Lets the module of this name move between the monolith and here; without Modules:Key, nothing.
builder.AddMoving();

var app = builder.Build();

app.UseServiceDefaults();
app.UseMoving();
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
