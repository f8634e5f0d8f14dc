using Forum.Domain.Kernel;
using Forum.Domain.Notifications;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Notifications.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Notifications.Choices;

/// <summary>Somebody says for each kind of news how often they want a mail, in which language, or that they want none. What is left out stays.</summary>
[SignedIn("one's own choice"), NotOfficial("what one wants to hear is nobody else's matter")]
public sealed record ChooseNotices(IReadOnlyDictionary<NewsKind, Frequency>? Kinds = null, string? Language = null, bool? Paused = null) : ICommand<Done>;

public sealed class ChooseNoticesHandler(ForumDb db, Desk desk) : IRequestHandler<ChooseNotices, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ChooseNotices request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId!.Value;
        var address = await db.MailAddresses.SingleOrDefaultAsync(a => a.AccountId == me, stop);
        if (request.Language is { } language && address is not null && address.Speak(language) is { Ok: false } wrong) return wrong;
        if (request.Paused is { } paused && address is not null) address.Paused = paused;
        foreach (var (kind, frequency) in request.Kinds ?? new Dictionary<NewsKind, Frequency>())
        {
            if (!Enum.IsDefined(kind) || !Enum.IsDefined(frequency)) return Refusal.Invalid("kinds", "how.missing");
            await db.ChooseAsync(me, NoticeChoice.Of(kind), frequency, stop);
        }
        return Outcome.Done;
    }
}

/// <summary>What the caller chose: their address, each kind, each matter.</summary>
[SignedIn("one's own choice")]
public sealed record GetNotices : IQuery<NoticesView>;

/// <param name="Works">Whether the portal sends mails at all.</param>
/// <param name="Failed">Whether the last mail could not be delivered.</param>
public sealed record NoticesView(bool Works, string? Address, string? Pending, bool Refused, bool Failed, string Language, bool Paused, IReadOnlyDictionary<NewsKind, Frequency> Kinds, IReadOnlyList<MatterChoice> Matters);

public sealed record MatterChoice(string Topic, string Title, Following How);

public sealed class GetNoticesHandler(ForumDb db, Desk desk, MailSettings mail, MatterTitles titles) : IRequestHandler<GetNotices, Outcome<NoticesView>>
{
    public async Task<Outcome<NoticesView>> Handle(GetNotices request, CancellationToken stop)
    {
        var me = desk.Caller.AccountId!.Value;
        var address = await db.MailAddresses.AsNoTracking().SingleOrDefaultAsync(a => a.AccountId == me, stop);
        var failed = await db.Mails.Where(m => m.AccountId == me && m.State != MailState.Waiting).OrderByDescending(m => m.At).Select(m => m.State == MailState.GivenUp).FirstOrDefaultAsync(stop);
        var choices = await db.NoticeChoices.AsNoTracking().Where(c => c.AccountId == me).ToListAsync(stop);
        var named = await titles.OfAsync(desk.Caller, [.. choices.Where(c => c.About.Contains('/')).Select(c => c.About)], stop);
        return new NoticesView(mail.Works, address?.Address, address?.Pending, address?.RefusedAt is not null, failed, address?.Language ?? "zh", address?.Paused ?? false,
            Enum.GetValues<NewsKind>().ToDictionary(k => k, k => choices.Find(c => c.About == NoticeChoice.Of(k))?.Frequency ?? NoticeRules.Usual(k)),
            [.. choices.Where(c => named.ContainsKey(c.About)).Select(c => new MatterChoice(c.About, named[c.About], GetFollowingHandler.Of(c)))]);
    }
}
