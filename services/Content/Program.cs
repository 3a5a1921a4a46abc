using Content.Catalogue;
using Content.Roadmaps;
using Content.Statistics;
using Content.Storage;
using MassTransit;
using Messaging.Bus;
using Messaging.DeadLetters;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddRoadmapStore();
builder.AddMessaging("content", bus => bus.AddConsumers(typeof(Program).Assembly));
builder.Services.AddValidation();

var app = builder.Build();

app.UseServiceDefaults();
app.MapRoadmapList();
app.MapRoadmaps();
app.MapPublication();
app.MapStatistics();
app.MapRepublication();
app.MapDeadLetters("content");

await app.PrepareStore();
await app.LoadCatalogue();
await app.RunAsync();
