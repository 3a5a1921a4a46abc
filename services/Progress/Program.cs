using Messaging.Bus;
using Messaging.Database;
using Messaging.DeadLetters;
using Moving;
using Progress.Enrollments;
using Progress.Moving;
using Progress.Storage;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.Services.AddValidation();
builder.AddDatabase<ProgressDb>("Progress");
builder.AddMessaging("progress", ServiceConsumers.In(typeof(Program).Assembly));
builder.AddModule();

var app = builder.Build();

app.UseServiceDefaults();
app.UseModules();
app.UseWriteLimit();
app.MapEnrollments();
app.MapRepublication();
app.MapDeadLetters("progress");

await app.Migrate<ProgressDb>();
await app.RunAsync();
