using Forum.Accounts;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Somebody declares an interest in a proposal, a poll without one, a concern or a call for input: their own where nobody is named, or that of a person or body.</summary>
[SignedIn("narrowed to whoever takes part in the matter or handles it"), Official]
public sealed record DeclareInterest(AtStake About, string? Reason, AccountId? AccountId = null, UnitId? UnitId = null) : ICommand<InterestId>, IAt
{
    public async Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => (await db.StakeAsync(caller, About, stop))?.Place;
}

public sealed class DeclareInterestHandler(ForumDb db, Desk desk, IdSource ids, TalkLimits limits, TimeProvider time) : IRequestHandler<DeclareInterest, Outcome<InterestId>>
{
    public async Task<Outcome<InterestId>> Handle(DeclareInterest request, CancellationToken stop)
    {
        var (about, place, _) = (await db.StakeAsync(desk.Caller, request.About, stop))!;
        if (InterestDesk.Sign(desk.Caller, place.Path) is not { } by) return Refusal.Forbidden;
        if (await WhoseAsync(request, place.CommunityId, stop) is not { } whose) return Refusal.Invalid("whose", "interest.whose");
        if (await limits.BarsAsync(place.CommunityId, request.Reason, stop, field: "reason") is { } barred) return barred;
        var already = await db.Interests.AnyAsync(i => i.Ending == null && i.ProposalId == about.Proposal && i.PollId == about.Poll && i.ConcernId == about.Concern && i.CallId == about.Call && i.AccountId == whose.AccountId && i.UnitId == whose.UnitId, stop);
        return Interest.Declare(ids.New<InterestId>(), place.CommunityId, about, whose, request.Reason, by, whose.Is(desk.Caller), InterestDesk.MayRecord(desk.Caller, place.Path), already, time.GetUtcNow())
            .Map(made => { db.Interests.Add(made); return made.Id; });
    }

    // Of others only those who hold an office, who could decide; and bodies.
    private async Task<Party?> WhoseAsync(DeclareInterest request, PlaceId community, CancellationToken stop)
    {
        if (request.UnitId is { } unit)
            return await db.Units.Where(u => u.Id == unit && u.CommunityId == community).Select(u => u.Name).SingleOrDefaultAsync(stop) is { } name ? new(null, unit, name) : null;
        if (request.AccountId is not { } account || account == desk.Caller.AccountId) return new(desk.Caller.AccountId, null, desk.Caller.Name);
        var now = time.GetUtcNow();
        var serves = await db.Appointments.AnyAsync(a => a.AccountId == account && a.CommunityId == community && a.From <= now && now < a.Until, stop);
        return serves ? new(account, null, (await db.NamesOfAsync([account], stop))[account]) : null;
    }
}
