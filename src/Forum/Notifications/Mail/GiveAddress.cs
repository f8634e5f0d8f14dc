using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications.Mail;

/// <summary>Somebody names their e-mail address; a code is sent to it.</summary>
[SignedIn("one's own address"), NotOfficial("an address is nobody else's matter")]
public sealed record GiveAddress(string? Address) : ICommand<Done>, ISecret
{
    /// <summary>The address is written down nowhere else.</summary>
    public override string ToString() => nameof(GiveAddress);
}

public sealed class GiveAddressHandler(ForumDb db, Desk desk, MailQueue mails, MailSettings settings, TextBook texts, TimeProvider time) : IRequestHandler<GiveAddress, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(GiveAddress request, CancellationToken stop)
    {
        if (!settings.Works) return Refusal.Conflict("mail.not-here");
        var (me, now) = (desk.Caller.AccountId!.Value, time.GetUtcNow());
        var address = await db.MailAddresses.SingleOrDefaultAsync(a => a.AccountId == me, stop);
        if (address is null) db.Add(address = MailAddress.Of(me, desk.Caller.CommunityId));
        var (code, hash) = Codes.New();
        return address.Ask(request.Address, hash, texts.Language, now).Map(done => { mails.Queue(me, desk.Caller.CommunityId, MailKind.Code, $"code/{hash[..32]}", now, code); return done; });
    }
}

/// <summary>The code came back, from whatever device the mail was read on: the address is proven. Nobody is signed in by it.</summary>
[Anyone("who has the code has read the mail"), NotOfficial("an address is nobody else's matter")]
public sealed record ConfirmAddress(string? Code) : ICommand<Done>, ISecret
{
    public override string ToString() => nameof(ConfirmAddress);
}

public sealed class ConfirmAddressHandler(ForumDb db, TimeProvider time) : IRequestHandler<ConfirmAddress, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ConfirmAddress request, CancellationToken stop)
    {
        var hash = Codes.HashOf(request.Code);
        return await db.MailAddresses.SingleOrDefaultAsync(a => a.CodeHash == hash, stop) is { } address ? address.Confirm(hash, time.GetUtcNow()) : Refusal.Invalid("code", "mail.wrong-code");
    }
}

/// <summary>Somebody takes their address back; nothing of it stays.</summary>
[SignedIn("one's own address"), NotOfficial("an address is nobody else's matter")]
public sealed record RemoveAddress : ICommand<Done>;

public sealed class RemoveAddressHandler(ForumDb db, Desk desk) : IRequestHandler<RemoveAddress, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(RemoveAddress request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId!.Value;
        (await db.MailAddresses.SingleOrDefaultAsync(a => a.AccountId == me, stop))?.Remove();
        return Outcome.Done;
    }
}
