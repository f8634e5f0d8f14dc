using MailKit.Net.Smtp;
using MimeKit;

namespace Forum.Notifications.Mail;

/// <summary>The mail server says that there is no such address: trying again is in vain.</summary>
public sealed class AddressRefusedException(string answer) : Exception(answer);

/// <summary>Takes mails to where they go. One round, one postman.</summary>
public interface IPostman : IAsyncDisposable
{
    Task SendAsync(MimeMessage mail, CancellationToken stop);
}

/// <summary>Through an SMTP server, one connection for a round.</summary>
public sealed class SmtpPostman(MailSettings settings) : IPostman
{
    private readonly SmtpClient _client = new() { Timeout = 30_000 };

    public async Task SendAsync(MimeMessage mail, CancellationToken stop)
    {
        try
        {
            if (!_client.IsConnected)
            {
                await _client.ConnectAsync(settings.Host!, settings.Port, settings.Security, stop);
                if (settings.User is { Length: > 0 } user) await _client.AuthenticateAsync(user, settings.Password ?? "", stop);
            }
            await _client.SendAsync(mail, stop);
        }
        catch (SmtpCommandException no) when (no.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)no.StatusCode >= 500)
        {
            throw new AddressRefusedException($"{(int)no.StatusCode}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        try { if (_client.IsConnected) await _client.DisconnectAsync(true); }
        catch (Exception gone) when (gone is IOException or SmtpProtocolException or SmtpCommandException) { /* the server went first */ }
        _client.Dispose();
    }
}

/// <summary>Into files, named by their Message-ID: sent twice is there once.</summary>
public sealed class FilePostman(MailSettings settings) : IPostman
{
    public async Task SendAsync(MimeMessage mail, CancellationToken stop)
    {
        Directory.CreateDirectory(settings.Folder!);
        await mail.WriteToAsync(Path.Combine(settings.Folder!, $"{mail.MessageId!.Split('@')[0]}.eml"), stop);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
