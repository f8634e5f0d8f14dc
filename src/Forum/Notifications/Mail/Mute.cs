using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications.Choices;
using MediatR;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications.Mail;

/// <summary>Signed words that a mail carries: with them one thing can be muted for one account, and nothing else done.</summary>
public sealed class MuteTokens(IDataProtectionProvider protection)
{
    /// <summary>All mails.</summary>
    public const string Everything = "all";

    private readonly IDataProtector _signs = protection.CreateProtector("Forum.Mute");

    public string Make(AccountId account, string about) => _signs.Protect($"{account}|{about}");

    /// <summary>Whose and what; nothing where the words are not ours.</summary>
    public (AccountId Account, string About)? Read(string? token)
    {
        if (token is null or { Length: > 1000 }) return null;
        try { return _signs.Unprotect(token).Split('|', 2) is [var account, var about] && Guid.TryParse(account, out var id) ? (new(id), about) : null; }
        catch (CryptographicException) { return null; }
    }
}

/// <summary>The reader of a mail mutes what it was about, without signing in.</summary>
[Anyone("the token says whose and what, and can do nothing else"), NotOfficial("what one wants to hear is nobody else's matter")]
public sealed record MuteByMail(string? Token) : ICommand<Muted>, Foundation.Pipeline.ISecret;

/// <param name="About">What was muted: a matter's topic, a kind, or all.</param>
public sealed record Muted(string About);

public sealed class MuteByMailHandler(ForumDb db, MuteTokens tokens) : IRequestHandler<MuteByMail, Outcome<Muted>>
{
    public async Task<Outcome<Muted>> Handle(MuteByMail request, CancellationToken stop)
    {
        if (tokens.Read(request.Token) is not var (account, about)) return Refusal.NotFound;
        if (about != MuteTokens.Everything) await db.ChooseAsync(account, about, Frequency.Never, stop);
        else if (await db.MailAddresses.SingleOrDefaultAsync(a => a.AccountId == account, stop) is { } address) address.Paused = true;
        return new Muted(about);
    }
}
