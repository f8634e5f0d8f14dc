using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Forum.Notifications.Mail;

/// <summary>Puts mails into the queue, within the transaction of whoever asks.</summary>
public sealed class MailQueue(ForumDb db, TimeProvider time, IDataProtectionProvider protection)
{
    private readonly IDataProtector _codes = protection.CreateProtector("Forum.MailCode");

    public MailRow Queue(AccountId whom, PlaceId community, MailKind kind, string key, DateTimeOffset at, string? secret = null)
    {
        var mail = new MailRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()), AccountId = whom, CommunityId = community, Kind = kind, Key = key, At = at,
            NotBefore = TimeProvider.System.GetUtcNow(), Secret = secret is null ? null : _codes.Protect(secret),
        };
        db.Mails.Add(mail);
        return mail;
    }

    /// <summary>The code that a mail carries.</summary>
    public string? SecretOf(MailRow mail) => mail.Secret is { } secret ? _codes.Unprotect(secret) : null;
}
