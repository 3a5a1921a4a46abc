using MimeKit;

namespace Mail;

/// <summary>Writes each mail to a file of its own, for development: any mail program opens it.</summary>
public sealed class PickupFolder(string folder) : IMailer
{
    public async Task Send(MimeMessage message, CancellationToken limit)
    {
        Directory.CreateDirectory(folder);
        // Named for the notification: a mail that is sent again replaces itself.
        var file = Path.Combine(folder, $"{message.MessageId!.Split('@')[0]}.eml");
        var unfinished = $"{file}.tmp";

        await message.WriteToAsync(unfinished, limit);
        File.Move(unfinished, file, overwrite: true);
    }
}
