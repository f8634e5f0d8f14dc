using Forum.Accounts;
using Forum.Council.Calls;
using Forum.Council.Proposals;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Reception;
using Forum.Voting;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>The declared interests in a matter, and whose the caller may declare.</summary>
[Anyone("narrowed by the visibility of proposals, polls, concerns and calls")]
public sealed record GetInterests(AtStake About) : IQuery<InterestsView>;

/// <param name="Topic">What they are in: of a poll that is about a proposal, the proposal; of a call, the proposal or concern that it serves.</param>
/// <param name="Recused">Whether the caller has one.</param>
public sealed record InterestsView(string Topic, string Title, IReadOnlyList<InterestView> Items, bool Recused, bool MayDeclare, IReadOnlyList<PartyView> Others);

/// <param name="Own">Whether the person or body declared it themselves.</param>
/// <param name="Plea">What they say who want it ended; it stands until another confirms that.</param>
/// <param name="MayAsk">Whether the caller may say that it is over.</param>
/// <param name="MayEnd">Whether the caller may confirm that it is.</param>
public sealed record InterestView(InterestId Id, string Name, string Reason, Byline By, bool Own, DateTimeOffset At, InterestPleaView? Plea, InterestEndView? Ended, bool MayAsk, bool MayEnd)
{
    /// <summary>The topic of the concern that the proposal grew out of, of a proposal that was joined to it, or of the proposal that grew out of the concern, where it is declared there.</summary>
    public string? In { get; init; }

    /// <summary>What was answered to earlier words that it is over, the oldest first: each time, that it stands.</summary>
    public IReadOnlyList<InterestRefusalView> Refusals { get; init; } = [];
}

public sealed record InterestPleaView(DateTimeOffset At, string Reason);

/// <param name="As">By which office it was refused.</param>
/// <param name="Of">Of which body or place.</param>
public sealed record InterestRefusalView(string Plea, DateTimeOffset PleaAt, string Reason, Role As, string Of, DateTimeOffset At);

/// <param name="As">By which office it was confirmed.</param>
/// <param name="Of">Of which body or place.</param>
public sealed record InterestEndView(DateTimeOffset At, string Reason, Role As, string Of);

/// <summary>A person in office, or a body, whose interest the caller may declare.</summary>
public sealed record PartyView(AccountId? AccountId, UnitId? UnitId, string Name);

public sealed class GetInterestsHandler(ForumDb db, Desk desk, Offices offices, TimeProvider time) : IRequestHandler<GetInterests, Outcome<InterestsView>>
{
    public async Task<Outcome<InterestsView>> Handle(GetInterests request, CancellationToken stop)
    {
        var caller = desk.Caller;
        if (await db.StakeAsync(caller, request.About, stop) is not { } stake) return Refusal.NotFound;
        var (about, place, title) = stake;
        var all = await db.InterestsIn(about).AsNoTracking().OrderBy(i => i.At).ToListAsync(stop);
        HashSet<AtStake> seenIn = stake.Instead is null ? [about] : [];
        foreach (var elsewhere in all.Select(i => i.About).Where(a => a != about).Distinct())
            if (await SeenAsync(elsewhere, stop)) seenIn.Add(elsewhere);
        var records = InterestDesk.MayRecord(caller, place.Path);
        bool Has(Interest i) => i.Ending is null && i.Whose.Is(caller);
        var ends = Offices.Has(caller, Offices.Interests) && !all.Any(Has);
        HashSet<InterestId> mine = [];
        foreach (var open in ends ? all.Where(i => i.About == about && i.Ending is null) : [])
            if (await offices.SignAsync(caller, Offices.Interests, place.Path, about, a => a == open.Plea?.By, stop) is not null && open.Plea?.By != caller.AccountId) mine.Add(open.Id);
        // Of a matter that the caller may not see only what is theirs to say or to end.
        var seen = all.FindAll(i => seenIn.Contains(i.About) || (stake.Instead is not null && i.About == about && (mine.Contains(i.Id) || i.By.AccountId == caller.AccountId || i.Whose.Is(caller))));
        List<InterestId> refused = [.. seen.Where(i => i.Refused > 0).Select(i => i.Id)];
        var refusals = refused.Count == 0 ? [] : await db.InterestRefusals.AsNoTracking().Where(r => refused.Contains(r.InterestId)).OrderBy(r => r.Number).ToListAsync(stop);
        InterestView View(Interest i) => new(
            i.Id, i.Name, i.Reason, i.By, i.By.AccountId == i.AccountId, i.At, i.Plea is { } p ? new(p.At, p.Reason) : null, i.Ending is { } e ? new(e.At, e.Reason, e.As, e.Of) : null,
            i is { Ending: null, Plea: null } && i.About == about && caller.AccountId is { } me && (me == i.By.AccountId || i.Whose.Is(caller)) && !mine.Contains(i.Id), mine.Contains(i.Id))
            { In = i.About == about ? null : i.About.Topic, Refusals = [.. refusals.Where(r => r.InterestId == i.Id).Select(r => new InterestRefusalView(r.Plea, r.PleaAt, r.Reason, r.By.As, r.By.Of, r.At))] };
        return new InterestsView(
            stake.Instead ?? about.Topic, title, [.. seen.Select(View)], all.Any(Has), InterestDesk.Sign(caller, place.Path) is not null,
            records ? await OfficersAsync(place.CommunityId, stop) : await UnitsAsync(caller.Units, stop));
    }

    // The concern that a proposal grew out of may be private, or hidden; and so may the proposal.
    private async Task<bool> SeenAsync(AtStake elsewhere, CancellationToken stop) =>
        elsewhere.Concern is { } concern ? await ConcernVisibility.PlaceAsync(db, desk.Caller, concern, stop) is not null
        : elsewhere.Proposal is { } proposal && await ProposalVisibility.PlaceAsync(db, desk.Caller, proposal, stop) is not null;

    private async Task<IReadOnlyList<PartyView>> UnitsAsync(UnitId[] own, CancellationToken stop) =>
        own.Length == 0 ? [] : await db.Units.Where(u => own.Contains(u.Id)).OrderBy(u => u.Name).Select(u => new PartyView(null, u.Id, u.Name)).ToListAsync(stop);

    private async Task<IReadOnlyList<PartyView>> OfficersAsync(PlaceId community, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var units = await db.Units.Where(u => u.CommunityId == community).OrderBy(u => u.Kind).ThenBy(u => u.Name).Select(u => new PartyView(null, u.Id, u.Name)).ToListAsync(stop);
        var accounts = await db.Appointments.Where(a => a.CommunityId == community && a.From <= now && now < a.Until).Select(a => a.AccountId).Distinct().ToListAsync(stop);
        var names = await db.NamesOfAsync(accounts.Where(a => a != desk.Caller.AccountId), stop);
        return [.. units, .. names.OrderBy(n => n.Value, StringComparer.Ordinal).Select(n => new PartyView(n.Key, null, n.Value))];
    }
}

/// <summary>The interests that stand, for the line on the matter's page: one look, since every reader of the page asks.</summary>
[Anyone("narrowed by the visibility of proposals, polls, concerns and calls")]
public sealed record GetStandingInterests(AtStake About) : IQuery<StandingInterests>;

/// <param name="Recused">Whether the caller has one.</param>
public sealed record StandingInterests(IReadOnlyList<StandingInterest> Items, bool Recused);

public sealed record StandingInterest(string Name, string Reason);

public sealed class GetStandingInterestsHandler(ForumDb db, Desk desk) : IRequestHandler<GetStandingInterests, Outcome<StandingInterests>>
{
    public async Task<Outcome<StandingInterests>> Handle(GetStandingInterests request, CancellationToken stop)
    {
        var caller = desk.Caller;
        var (proposals, polls, concerns, calls) = (db.Proposals.IgnoreAutoIncludes().VisibleTo(caller, db), db.Polls.VisibleTo(caller, db), db.Concerns.IgnoreAutoIncludes().VisibleTo(caller, db), db.Calls.IgnoreAutoIncludes().VisibleTo(caller, db));
        var about = request.About.Poll is { } asked && await db.Polls.AnyAsync(p => p.Id == asked, stop) ? await db.InPollAsync(asked, stop)
            : request.About.Call is { } call && await calls.AnyAsync(c => c.Id == call, stop) ? await db.InCallAsync(call, stop) : request.About;
        var all = await db.InterestsIn(about).AsNoTracking().Where(i => i.Ending == null).OrderBy(i => i.At)
            .Select(i => new { Interest = i, Seen = proposals.Any(p => p.Id == i.ProposalId) || polls.Any(p => p.Id == i.PollId) || concerns.Any(c => c.Id == i.ConcernId) || calls.Any(c => c.Id == i.CallId) }).ToListAsync(stop);
        return new StandingInterests([.. all.Where(i => i.Seen).Select(i => new StandingInterest(i.Interest.Name, i.Interest.Reason))], all.Any(i => i.Interest.Whose.Is(caller)));
    }
}
