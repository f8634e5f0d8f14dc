using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>
/// Whose office it is to keep order at a place. Where all of them have a part in the matter themselves, those of the
/// next step do it: whoever hears appeals, then the Party organisation of the community and the sub-district.
/// </summary>
public sealed class Offices(ForumDb db, Holders holders)
{
    /// <summary>Hiding and keeping what was reported.</summary>
    public static readonly Right[][] Order = [[Right.Moderate], [Right.HearAppeal], [Right.StandIn]];

    /// <summary>Hearing appeals against a hiding.</summary>
    public static readonly Right[][] Appeals = [[Right.HearAppeal], [Right.StandIn]];

    // Of what is shown without a name all at once: where it waits must not tell that somebody of an office wrote it.
    private static readonly Right[][] UnsignedOrder = [[Right.Moderate, Right.HearAppeal, Right.StandIn]], UnsignedAppeals = [[Right.HearAppeal, Right.StandIn]];

    /// <summary>Hiding and keeping what was reported of a kind.</summary>
    public static Right[][] OrderOf(TextKind kind) => kind == TextKind.Remark ? UnsignedOrder : Order;

    /// <summary>Hearing appeals against a hiding of a kind.</summary>
    public static Right[][] AppealsOf(TextKind kind) => kind == TextKind.Remark ? UnsignedAppeals : Appeals;

    /// <summary>Confirming that somebody's interest is over.</summary>
    public static readonly Right[][] Interests = [[Right.ConveneHall, Right.Moderate, Right.HearAppeal], [Right.StandIn]];

    /// <summary>
    /// How the caller signs a step of the council in a matter: by the office, or standing in where everybody who holds it has an
    /// interest there. Refused to whoever has one; an office that nobody holds falls to nobody.
    /// </summary>
    /// <param name="unit">A body whose people hold the office too.</param>
    /// <param name="writers">Who may not, beside those, since they write what it is about.</param>
    public async Task<Outcome<Byline>> StepAsync(Caller caller, Right office, UnitId? unit, string path, AtStake? about, CancellationToken stop, IReadOnlySet<AccountId>? writers = null)
    {
        var own = Own(caller, office, unit, path);
        if (own is null && caller.Sign(Right.StandIn, path) is null) return Refusal.Forbidden;
        if (await db.RecusedAsync(about, caller, stop) is { } recused) return own is null ? Refusal.Forbidden : recused;
        if (caller.AccountId is { } me && writers?.Contains(me) is true) return own is null ? Refusal.Forbidden : Writers.Own;
        if (own is not null) return own;
        if (about is not { } stake) return Refusal.Forbidden;
        HashSet<AccountId> held = [.. await HeldAsync(office, path, stop), .. unit is { } body ? await holders.OfAsync(body, stop) : []];
        return held.Count > 0 && held.IsSubsetOf([.. await InterestedAsync(stake, stop), .. writers ?? new HashSet<AccountId>()]) ? caller.Sign(Right.StandIn, path)! : Refusal.Forbidden;
    }

    /// <summary>Who is asked for a step of the council: those whose office it is and who have no interest in the matter; where all have one, those who stand in.</summary>
    /// <param name="writers">Who may not, beside those.</param>
    public async Task<IReadOnlyList<AccountId>> AskedAsync(Right office, string path, AtStake about, CancellationToken stop, IReadOnlySet<AccountId>? writers = null)
    {
        var (held, interested) = (await HeldAsync(office, path, stop), await InterestedAsync(about, stop));
        interested.UnionWith(writers ?? new HashSet<AccountId>());
        var free = held.Where(a => !interested.Contains(a)).ToList();
        return free.Count > 0 || held.Count == 0 ? free : [.. (await HeldAsync(Right.StandIn, path, stop)).Where(a => !interested.Contains(a))];
    }

    /// <summary>Whether a step of the council may ever be the caller's, so that it is worth asking.</summary>
    public static bool MayStep(Caller caller, Right office, UnitId? unit, string path) => Own(caller, office, unit, path) is not null || caller.May(Right.StandIn, path);

    /// <summary>How the caller signs by an office of the council, or as one who acts for the body that holds it too.</summary>
    public static Byline? Own(Caller caller, Right office, UnitId? unit, string path) =>
        caller.Sign(office, path) ?? (unit is { } body && caller.Holdings.FirstOrDefault(h => h.UnitId == body) is { } held ? new(caller.AccountId!.Value, caller.Name, held.Role, held.Of, body) : null);

    private readonly Dictionary<(Right, string), IReadOnlyList<AccountId>> _held = [];

    /// <summary>Who does it: those of the first step of whom anybody has no part in it. Nobody where there is no such step.</summary>
    /// <param name="part">Whether somebody has a part in it, beside whoever has an interest in the matter.</param>
    public async Task<IReadOnlySet<AccountId>> WhoAsync(Right[][] steps, string path, AtStake? about, Func<AccountId, bool> part, CancellationToken stop)
    {
        var interested = about is { } stake ? await InterestedAsync(stake, stop) : [];
        foreach (var step in steps)
        {
            HashSet<AccountId> free = [];
            foreach (var right in step) free.UnionWith(await HeldAsync(right, path, stop));
            free.RemoveWhere(a => interested.Contains(a) || part(a));
            if (free.Count > 0) return free;
        }
        return new HashSet<AccountId>();
    }

    /// <summary>How the caller signs: by the office itself, or standing in where it falls to them. Nothing where it is not theirs.</summary>
    public async Task<Byline?> SignAsync(Caller caller, Right[][] steps, string path, AtStake? about, Func<AccountId, bool> part, CancellationToken stop)
    {
        if (ByOffice(caller, steps, path) is { } by) return by;
        if (Has(caller, steps) && caller.AccountId is { } me && (await WhoAsync(steps, path, about, part, stop)).Contains(me)) return steps.SelectMany(s => s).Select(r => caller.Sign(r, path)).First(b => b is not null);
        return null;
    }

    /// <summary>How the caller signs as one who hides or keeps a text; who stands in for the moderators does so only where it was reported.</summary>
    public Task<Byline?> ModeratesAsync(Caller caller, ModeratedText text, bool reported, CancellationToken stop) =>
        reported ? SignAsync(caller, OrderOf(text.Said.Text.Kind), text.Path, text.About, text.HasPart, stop) : Task.FromResult(ByOffice(caller, Order, text.Path));

    /// <summary>How the caller signs as one who hears the appeal against a hiding.</summary>
    public Task<Byline?> HearsAsync(Caller caller, ModeratedText text, HidingEntry hiding, HidingAppeal appeal, CancellationToken stop) =>
        SignAsync(caller, AppealsOf(text.Said.Text.Kind), text.Path, text.About, PartIn(text, hiding, appeal), stop);

    /// <summary>Whether somebody has a part in an appeal: as one of the authors, or as who hid it.</summary>
    public static Func<AccountId, bool> PartIn(ModeratedText text, HidingEntry hiding, HidingAppeal appeal) => a => a == hiding.By.AccountId || a == appeal.By || text.HasPart(a);

    /// <summary>Whether the caller may confirm that an interest is over: without one in the matter, and not on their own word.</summary>
    public async Task<bool> EndsAsync(Caller caller, Interest interest, string path, CancellationToken stop) =>
        interest.Plea?.By != caller.AccountId && await db.RecusedFromAsync(interest.About, caller, stop) is null && await SignAsync(caller, Interests, path, interest.About, a => a == interest.Plea?.By, stop) is not null;

    /// <summary>How the caller signs by the office itself.</summary>
    public static Byline? ByOffice(Caller caller, Right[][] steps, string path) => steps[0].Select(r => caller.Sign(r, path)).FirstOrDefault(b => b is not null);

    /// <summary>Whether it may ever fall to the caller.</summary>
    public static bool Has(Caller caller, Right[][] steps) => steps.Any(s => s.Any(caller.Has));

    /// <summary>The paths within which it may fall to the caller to stand in.</summary>
    public static string[] StandInScopes(Caller caller, Right[][] steps) => [.. steps.Skip(1).SelectMany(s => s).SelectMany(caller.Scopes).Distinct()];

    /// <summary>Who has an interest in a matter, by themselves or through a body.</summary>
    public Task<HashSet<AccountId>> InterestedAsync(AtStake about, CancellationToken stop) => InterestedAsync(db.InterestsIn(about), stop);

    /// <summary>Who has one of these interests that stand, by themselves or through a body.</summary>
    public async Task<HashSet<AccountId>> InterestedAsync(IQueryable<Interest> interests, CancellationToken stop)
    {
        var all = await interests.AsNoTracking().Where(i => i.Ending == null).Select(i => new { i.AccountId, i.UnitId }).ToListAsync(stop);
        HashSet<AccountId> who = [.. all.Select(i => i.AccountId).OfType<AccountId>()];
        foreach (var unit in all.Select(i => i.UnitId).OfType<UnitId>().Distinct()) who.UnionWith(await holders.OfAsync(unit, stop));
        return who;
    }

    /// <summary>
    /// Who neither signs nor handles papers and the roll in a poll. Once voters are asked, nobody else takes that from somebody:
    /// what others record after the opening bars nobody, what somebody declares, for themselves or for a body they act for, bars them.
    /// </summary>
    public async Task<HashSet<AccountId>> BarredAsync(PollId poll, CancellationToken stop)
    {
        var interests = db.InterestsIn(await db.InPollAsync(poll, stop));
        if (await db.Polls.AsNoTracking().Where(p => p.Id == poll).Select(p => p.OpenedAt).SingleAsync(stop) is not { } opened) return await InterestedAsync(interests, stop);
        var barred = await InterestedAsync(interests.Where(i => i.At <= opened), stop);
        foreach (var later in await interests.AsNoTracking().Where(i => i.At > opened && i.Ending == null).Select(i => new { i.AccountId, i.UnitId, By = i.By.AccountId }).ToListAsync(stop))
            if (later.AccountId == later.By || (later.UnitId is { } unit && (await holders.OfAsync(unit, stop)).Contains(later.By))) barred.Add(later.By);
        return barred;
    }

    /// <summary>Why the caller does not; nothing where they may.</summary>
    public async Task<Refusal?> BarsAsync(PollId poll, Caller caller, CancellationToken stop) =>
        caller.AccountId is { } me && (await BarredAsync(poll, stop)).Contains(me) ? Refusal.Barred("interest.recused") : null;

    private async Task<IReadOnlyList<AccountId>> HeldAsync(Right right, string path, CancellationToken stop) =>
        _held.TryGetValue((right, path), out var known) ? known : _held[(right, path)] = await holders.OfAsync(right, path, stop);
}
