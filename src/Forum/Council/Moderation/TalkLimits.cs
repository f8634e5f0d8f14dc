using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>
/// What may keep somebody from speaking just now: a slow discussion, or an account that is new. What is written down for
/// somebody counts as theirs, not the writer's. A new account is limited in all that it says or begins in public; slow
/// is only a discussion. Asked within the transaction that would add the words, so that two at once
/// are one after the other.
/// </summary>
public sealed class TalkLimits(ForumDb db, Desk desk, Settings settings, Moment moment)
{
    /// <summary>Whoever speaks: by an account, as a person of the register, or as both.</summary>
    /// <param name="Since">Since when the account is there; nothing where there is none.</param>
    /// <param name="Known">Whether they hold an office, and so are known to the community.</param>
    private sealed record Speaker(AccountId? Account, PersonId? Person, DateTimeOffset? Since, bool Known);

    /// <summary>Why the caller, or the person whose words they write down, may not say this now; nothing where they may.</summary>
    public async Task<Refusal?> BarsAsync(Proposal proposal, string? body, CancellationToken stop, PersonId? from = null)
    {
        if (desk.Caller.IsSystem) return null;
        var who = await SpeakerAsync(from, stop);
        return For(from, await BarsSlowAsync(proposal.Id, who, from is not null, stop) ?? await BarsNewAsync(proposal.CommunityId, who, body, stop));
    }

    /// <summary>Why the caller, or the person whose words they write down, being new, may not say or begin one more thing today; nothing where they may.</summary>
    /// <param name="before">The words that these change, with whose links they may go on.</param>
    public async Task<Refusal?> BarsAsync(PlaceId community, string? body, CancellationToken stop, PersonId? from = null, string field = "body", string? before = null) =>
        desk.Caller.IsSystem ? null : For(from, In(field, await BarsNewAsync(community, await SpeakerAsync(from, stop), body, stop, before)));

    /// <summary>Why the caller may not put these words, which begin nothing, in public; nothing where they may.</summary>
    /// <param name="before">The words that these change, with whose links they may go on.</param>
    public async Task<Refusal?> BarsWordsAsync(PlaceId community, string? body, CancellationToken stop, string field = "body", string? before = null) =>
        !desk.Caller.IsSystem && await SpeakerAsync(null, stop) is var who && await RulesAsync(community, who, stop) is { } rules ? In(field, BarsLinks(rules, who, body, before)) : null;

    // A whole text with its title and the reason for it, or two texts of which one is made.
    private const int Longest = 3 * Proposal.LongestBody;

    // Of a crowd that speaks in one transaction most speak in one discussion.
    private readonly Dictionary<ProposalId, SlowMode?> _slow = [];
    private readonly Dictionary<PlaceId, NewAccountRules> _rules = [];

    private async Task<SlowMode?> SlowAsync(ProposalId proposal, CancellationToken stop) =>
        _slow.TryGetValue(proposal, out var known) ? known : _slow[proposal] = await db.LastSlowAsync(proposal, stop);

    private async Task<Refusal?> BarsSlowAsync(ProposalId proposal, Speaker who, bool written, CancellationToken stop)
    {
        if (await SlowAsync(proposal, stop) is not { Ending: null } slow) return null;
        var (now, me) = (moment.Now, desk.Caller.AccountId!.Value);
        var since = now.AddMinutes(-slow.Minutes);
        var recent = db.Comments.Where(c => c.At > since && c.ProposalId == proposal);
        if (slow.Bars(await By(recent, who).MaxAsync(c => (DateTimeOffset?)c.At, stop), now) is { } wait) return wait;
        return written ? slow.BarsWriting(await recent.Where(c => c.From != null && c.By.AccountId == me).Select(c => c.At).ToListAsync(stop)) : null;
    }

    private async Task<Refusal?> BarsNewAsync(PlaceId community, Speaker who, string? body, CancellationToken stop, string? before = null)
    {
        if (await RulesAsync(community, who, stop) is not { } rules) return null;
        var (since, now) = (who.Since!.Value, moment.Now);
        var today = moment.Midnight(now, 0);
        // Counting what was said today is for those alone of whom it is asked.
        var said = rules.IsNew(since, now) ? await By(db.Comments.Where(c => c.At >= today), who).CountAsync(stop) + await ContributedAsync(today, who, stop) + await BegunAsync(today, who, stop) : 0;
        return rules.BarsSpeaking(since, said, moment.Midnight(now, 1), now) ?? BarsLinks(rules, who, body, before);
    }

    private static IQueryable<Comment> By(IQueryable<Comment> comments, Speaker who)
    {
        var (account, person) = (who.Account, who.Person);
        return comments.Where(c => (c.From == null && c.By.AccountId == account) || (person != null && c.From!.PersonId == person));
    }

    private Task<int> ContributedAsync(DateTimeOffset today, Speaker who, CancellationToken stop)
    {
        var (account, person) = (who.Account, who.Person);
        return db.Contributions.CountAsync(c => c.At >= today && ((c.From == null && c.By.AccountId == account) || (person != null && c.From!.PersonId == person)), stop);
    }

    // What one says by an account alone: proposals, amendments, disputes of summaries, offers to join, interests, objections, and concerns that everybody reads.
    private async Task<int> BegunAsync(DateTimeOffset today, Speaker who, CancellationToken stop)
    {
        if (who.Account is not { } account) return 0;
        var person = who.Person;
        return await db.Proposals.IgnoreAutoIncludes().CountAsync(p => p.PublishedAt >= today && ((p.From == null && p.Author.AccountId == account) || (person != null && p.From!.PersonId == person)), stop)
            + await db.Amendments.IgnoreAutoIncludes().CountAsync(a => a.At >= today && a.By.AccountId == account, stop)
            + await db.SummaryDisputes.CountAsync(d => d.At >= today && d.AccountId == account, stop)
            + await db.ProposalMergers.CountAsync(m => m.At >= today && m.By.AccountId == account, stop)
            + await db.Interests.CountAsync(i => i.At >= today && i.By.AccountId == account, stop)
            + await db.Objections.CountAsync(o => o.At >= today && o.By.AccountId == account, stop)
            + await db.Concerns.IgnoreAutoIncludes().CountAsync(c => c.RaisedAt >= today && c.RaisedBy.AccountId == account && c.Visibility == Visibility.Public, stop);
    }

    private async Task<Speaker> SpeakerAsync(PersonId? from, CancellationToken stop)
    {
        var caller = desk.Caller;
        if (from is null) return new(caller.AccountId, caller.PersonId, caller.Since, caller.Holdings.Any(h => h.Role is not (Role.Resident or Role.Owner)));
        if (await db.Accounts.AsNoTracking().Where(a => a.PersonId == from).Select(a => new { a.Id, a.MadeAt }).FirstOrDefaultAsync(stop) is not { } account) return new(null, from, null, false);
        var (id, now) = (new AccountId(account.Id), moment.Now);
        return new(id, from, account.MadeAt, await db.Appointments.AnyAsync(a => a.AccountId == id && a.From <= now && now < a.Until, stop));
    }

    // Whoever was given an office is known to the community; whoever came long ago, or is on the register alone, is not new by any rule.
    private async Task<NewAccountRules?> RulesAsync(PlaceId community, Speaker who, CancellationToken stop) =>
        who.Known || who.Since is not { } since || moment.Now >= since.AddDays(NewAccountRules.MostDays) ? null
        : _rules.TryGetValue(community, out var known) ? known : _rules[community] = await settings.GetAsync(community, SetNewAccountRules.Setting, NewAccountRules.Usual, stop);

    // Rendering takes longer than all else here: only for those who may post none.
    private Refusal? BarsLinks(NewAccountRules rules, Speaker who, string? body, string? before = null) =>
        rules.IsWithoutLinks(who.Since!.Value, moment.Now) && Render(body) is { } words ? rules.BarsLinks(who.Since.Value, words, moment.Now, Render(before)) : null;

    // Too long, or without words, they are refused as such.
    private static Markup? Render(string? words) => Markdown.Render("body", words, Longest) is { Ok: true } rendered ? rendered.Value : null;

    private static Refusal? In(string field, Refusal? no) => no?.Field is null ? no : no with { Field = field };

    // Said of the neighbour, not to the writer.
    private static Refusal? For(PersonId? from, Refusal? no) => from is null || no is null || no.Code == "talk.slow-written" ? no : no with { Code = $"{no.Code}-for" };
}
