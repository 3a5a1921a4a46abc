using Messaging.Bus;
using Messaging.Database;
using Messaging.DeadLetters;
using Moving;
using Progress.Enrollments;
using Progress.Moving;
using Progress.Outlines;
using Progress.Storage;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.Services.AddValidation();
builder.AddDatabase<ProgressDb>("Progress");
builder.Services.AddSingleton<ParsedOutlines>();
builder.AddMessaging("progress", ServiceConsumers.In(typeof(Program).Assembly));
// Lets the module of this name move between the monolith and here; without Modules:Key, nothing.
builder.AddMoving();

var app = builder.Build();

app.UseServiceDefaults();
app.UseMoving();
app.UseWriteLimit();

app.MapEnrollments();
app.MapRepublication();
app.MapDeadLetters("progress");

await app.Migrate<ProgressDb>();
await app.RunAsync();
