using Messaging.Bus;
using Messaging.Database;
using Messaging.DeadLetters;
using Moving;
using Notifications;
using Notifications.Mail;
using Notifications.Moving;
using Notifications.Preferences;
using Notifications.Storage;
using Notifications.Streams;
using ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddDatabase<NotificationDb>("Notification");
builder.AddMessaging("notification", ServiceConsumers.In(typeof(Program).Assembly));
builder.AddModule();
builder.AddStreams();
builder.AddMail();
builder.Services.AddValidation();

var app = builder.Build();

app.UseServiceDefaults();
app.UseModules();
app.UseWriteLimit();
app.MapNotifications();
app.MapPreferences();
app.MapStream();
app.MapDeadLetters("notification");

await app.Migrate<NotificationDb>();
await app.RunAsync();
