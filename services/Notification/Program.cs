using Messaging.Bus;
using Messaging.Database;
using Messaging.DeadLetters;
using Moving;
using Notifications;
using Notifications.Mail;
using Notifications.Moving;
using Notifications.Preferences;
using Notifications.Storage;
using ServiceDefaults;
using Streams;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddDatabase<NotificationDb>("Notification");
builder.AddMessaging("notification", ServiceConsumers.In(typeof(Program).Assembly));
builder.AddStreams<NotificationDb, Notification>();
builder.AddMail();
builder.Services.AddValidation();
// Lets the module of this name move between the monolith and here; without Modules:Key, nothing.
builder.AddMoving();

var app = builder.Build();

app.UseServiceDefaults();
app.UseMoving();
app.UseWriteLimit();

app.MapNotifications();
app.MapPreferences();
app.MapDeadLetters("notification");

await app.Migrate<NotificationDb>();
await app.RunAsync();
