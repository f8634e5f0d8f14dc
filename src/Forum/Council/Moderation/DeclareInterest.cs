using Forum.Accounts;
using Forum.Council.Proposals;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Somebody declares an interest in a proposal, or in a poll without one: their own where nobody is named, or that of a person or body.</summary>
[Requires(Right.TakePart), Official]
public sealed record DeclareInterest(AtStake About, string? Reason, AccountId? AccountId = null, UnitId? UnitId = null) : ICommand<InterestId>, IAt
{
    public async Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => (await db.StakeAsync(caller, About, stop))?.Place;
}

public sealed class DeclareInterestHandler(ForumDb db, Desk desk, IdSource ids, TimeProvider time) : IRequestHandler<DeclareInterest, Outcome<InterestId>>
{
    public async Task<Outcome<InterestId>> Handle(DeclareInterest request, CancellationToken stop)
    {
        var (about, place, _) = (await db.StakeAsync(desk.Caller, request.About, stop))!;
        if (desk.Caller.Sign(Right.TakePart, place.Path) is not { } by) return Refusal.Forbidden;
        if (await WhoseAsync(request, place.CommunityId, stop) is not { } whose) return Refusal.Invalid("whose", "interest.whose");
        var already = await db.Interests.In(about).AnyAsync(i => i.Ending == null && i.AccountId == whose.AccountId && i.UnitId == whose.UnitId, stop);
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

/// <summary>It is over, or was recorded wrongly.</summary>
[Requires(Right.TakePart), Official]
public sealed record EndInterest(InterestId Id, string? Reason) : ICommand<Done>, IAt
{
    public async Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        await db.Interests.AsNoTracking().SingleOrDefaultAsync(i => i.Id == Id, stop) is { } interest ? (await db.StakeAsync(caller, interest.About, stop))?.Place : null;
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
    /// <summary>The matter of an interest: that of a poll about a proposal is the proposal.</summary>
    public sealed record Stake(AtStake About, PlaceOf Place, string Title);

    /// <summary>A matter in which somebody may have an interest, if the caller sees it.</summary>
    public static async Task<Stake?> StakeAsync(this ForumDb db, Caller caller, AtStake about, CancellationToken stop)
    {
        if (about.Poll is { } asked && await db.Polls.AsNoTracking().Where(p => p.Id == asked).VisibleTo(caller, db).Select(p => new { p.Id, p.Matter, p.Question }).SingleOrDefaultAsync(stop) is var poll && poll is not null)
        {
            about = Recusal.InPoll(poll.Id, poll.Matter);
            if (about.Poll is not null) return new(about, (await PollVisibility.PlaceAsync(db, caller, poll.Id, stop))!, poll.Question);
        }
        return about.Proposal is { } id && await ProposalVisibility.PlaceAsync(db, caller, id, stop) is { } place
            ? new(about, place, await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Title).SingleAsync(stop)) : null;
    }

    /// <summary>Whether the caller may say of others that they have an interest: the committee, and who hears appeals.</summary>
    public static bool MayRecord(Caller caller, string path) => caller.May(Right.ConveneHall, path) || caller.May(Right.HearAppeal, path);
}
