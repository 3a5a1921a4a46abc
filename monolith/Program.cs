using Monolith.Catalogue;
using Monolith.Enrollments;
using Monolith.Mail;
using Monolith.Moving;
using Monolith.Notifications;
using Monolith.Preferences;
using Monolith.Roadmaps;
using Monolith.Statistics;
using Monolith.Storage;
using Moving;
using ServiceDefaults;
using Streams;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddStorage();
builder.AddStreams<MonolithDb, Notification>();
builder.AddMail();
builder.Services.AddValidation();
// Lets modules move to services of their own and back; without Modules:Key, nothing.
builder.AddMoving();

var app = builder.Build();

app.UseServiceDefaults();
app.UseMoving();
app.UseWriteLimit();

app.MapRoadmaps();
app.MapPublication();
app.MapStatistics();
app.MapEnrollments();
app.MapNotifications();
app.MapPreferences();
app.MapOperations();

await app.PrepareDatabase();
await app.LoadCatalogue();
await app.RunAsync();
