using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>What may keep somebody from speaking just now: a slow discussion, or an account that is new. Asked within the transaction that would add the comment, so that two at once are one after the other.</summary>
public sealed class TalkLimits(ForumDb db, Desk desk, Settings settings, Moment moment)
{
    /// <summary>Why the caller may not say this now; nothing where they may.</summary>
    public async Task<Refusal?> BarsAsync(Proposal proposal, string? body, CancellationToken stop)
    {
        if (desk.Caller.IsSystem) return null;
        var (me, now) = (desk.Caller.AccountId!.Value, moment.Now);
        if (await db.LastSlowAsync(proposal.Id, stop) is { Ending: null } slow)
        {
            var since = now.AddMinutes(-slow.Minutes);
            var last = await db.Comments.Where(c => c.At > since && c.ProposalId == proposal.Id && c.From == null && c.By.AccountId == me).MaxAsync(c => (DateTimeOffset?)c.At, stop);
            if (slow.Bars(last, now) is { } wait) return wait;
        }
        return await BarsAsync(proposal.CommunityId, body, stop);
    }

    /// <summary>Why the caller, being new, may not say one more thing of any matter today; nothing where they may.</summary>
    public async Task<Refusal?> BarsAsync(PlaceId community, string? body, CancellationToken stop)
    {
        if (await RulesAsync(community, stop) is not { } rules) return null;
        var (me, now) = (desk.Caller.AccountId!.Value, moment.Now);
        var today = moment.Midnight(now, 0);
        // Counting what was said today is for those alone of whom it is asked.
        var said = rules.IsNew(desk.Caller.Since, now) ? await db.Comments.CountAsync(c => c.At >= today && c.By.AccountId == me, stop) + await db.Contributions.CountAsync(c => c.At >= today && c.By.AccountId == me, stop) : 0;
        return rules.BarsSpeaking(desk.Caller.Since, said, moment.Midnight(now, 1), now) ?? BarsLinks(rules, body);
    }

    /// <summary>Why the caller may not change their words to these; nothing where they may.</summary>
    public async Task<Refusal?> BarsChangeAsync(PlaceId community, string? body, CancellationToken stop) => await RulesAsync(community, stop) is { } rules ? BarsLinks(rules, body) : null;

    // Whoever was given an office is known to the community; whoever came long ago is not new by any rule.
    private async Task<NewAccountRules?> RulesAsync(PlaceId community, CancellationToken stop) =>
        desk.Caller.IsSystem || moment.Now >= desk.Caller.Since.AddDays(NewAccountRules.MostDays) || desk.Caller.Holdings.Any(h => h.Role is not (Role.Resident or Role.Owner))
            ? null : await settings.GetAsync(community, SetNewAccountRules.Setting, NewAccountRules.Usual, stop);

    // Rendering takes longer than all else here: only for those who may post none.
    private Refusal? BarsLinks(NewAccountRules rules, string? body) =>
        rules.IsWithoutLinks(desk.Caller.Since, moment.Now) && Markdown.Render("body", body, Comment.LongestBody) is { Ok: true } rendered ? rules.BarsLinks(desk.Caller.Since, rendered.Value, moment.Now) : null;
}
