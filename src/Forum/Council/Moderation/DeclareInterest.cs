using Forum.Accounts;
using Forum.Council.Proposals;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Somebody declares an interest in a proposal: their own where nobody is named, or that of a person or body.</summary>
[Requires(Right.TakePart), Official]
public sealed record DeclareInterest(ProposalId Proposal, string? Reason, AccountId? AccountId = null, UnitId? UnitId = null) : ICommand<InterestId>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);
}

public sealed class DeclareInterestHandler(ForumDb db, Desk desk, IdSource ids, TimeProvider time) : IRequestHandler<DeclareInterest, Outcome<InterestId>>
{
    public async Task<Outcome<InterestId>> Handle(DeclareInterest request, CancellationToken stop)
    {
        var place = (await request.WhereAsync(db, desk.Caller, stop))!;
        if (desk.Caller.Sign(Right.TakePart, place.Path) is not { } by) return Refusal.Forbidden;
        if (await WhoseAsync(request, place.CommunityId, stop) is not { } whose) return Refusal.Invalid("whose", "interest.whose");
        var already = await db.Interests.AnyAsync(i => i.ProposalId == request.Proposal && i.Ending == null && i.AccountId == whose.AccountId && i.UnitId == whose.UnitId, stop);
        return Interest.Declare(ids.New<InterestId>(), place.CommunityId, request.Proposal, whose, request.Reason, by, whose.Is(desk.Caller), InterestDesk.MayRecord(desk.Caller, place.Path), already, time.GetUtcNow())
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

/// <summary>It is over, or was recorded wrongly.</summary>
[Requires(Right.TakePart), Official]
public sealed record EndInterest(InterestId Id, string? Reason) : ICommand<Done>, IAt
{
    public async Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        await ProposalVisibility.PlaceAsync(db, caller, await db.Interests.Where(i => i.Id == Id).Select(i => i.ProposalId).SingleOrDefaultAsync(stop), stop);
}

public sealed class EndInterestHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<EndInterest, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EndInterest request, CancellationToken stop)
    {
        var interest = await db.Interests.SingleAsync(i => i.Id == request.Id, stop);
        var place = (await request.WhereAsync(db, desk.Caller, stop))!;
        var own = new Party(interest.AccountId, interest.UnitId, interest.Name).Is(desk.Caller);
        return interest.End(desk.Caller.AccountId!.Value, own, InterestDesk.MayRecord(desk.Caller, place.Path), request.Reason, time.GetUtcNow());
    }
}

public static class InterestDesk
{
    /// <summary>Whether the caller may say of others that they have an interest: the committee, and who hears appeals.</summary>
    public static bool MayRecord(Caller caller, string path) => caller.May(Right.ConveneHall, path) || caller.May(Right.HearAppeal, path);
}
