using Forum.Foundation.Storage;
using MailKit.Security;
using MimeKit;

namespace Forum.Notifications.Mail;

/// <summary>
/// How mail leaves, <c>Forum:Mail:*</c>: through a server where <c>Host</c> is set, in Development else to files in the data
/// folder, otherwise not at all.
/// </summary>
public sealed class MailSettings
{
    public MailSettings(IConfiguration configuration, IHostEnvironment environment)
    {
        var mail = configuration.GetSection("Forum:Mail");
        Host = mail["Host"] is { Length: > 0 } host ? host : null;
        (User, Password) = (mail["User"], mail["Password"]);
        Security = mail.GetValue("Security", SecureSocketOptions.Auto);
        Port = mail.GetValue("Port", 0);
        From = MailboxAddress.Parse(mail["From"] is { Length: > 0 } from ? from : "forum@localhost");
        if (Host is not null && mail["From"] is not { Length: > 0 }) throw new InvalidOperationException("Forum:Mail:Host is set and Forum:Mail:From is not: mails need a sender.");
        Folder = Host is null && environment.IsDevelopment() ? Path.Combine(StorageServices.DataFolder(configuration, environment), "mail") : null;
    }

    public string? Host { get; }
    public int Port { get; }
    public string? User { get; }
    public string? Password { get; }
    public MailboxAddress From { get; }
    public SecureSocketOptions Security { get; }

    /// <summary>Where mails are put as files.</summary>
    public string? Folder { get; }

    /// <summary>Whether mail leaves at all.</summary>
    public bool Works => Host is not null || Folder is not null;
}
