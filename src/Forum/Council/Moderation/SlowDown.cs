using Forum.Council.Proposals;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>A moderator slows a discussion down: one comment for each person in so many minutes.</summary>
[Requires(Right.Moderate), Official]
public sealed record SlowDown(ProposalId Proposal, int Minutes, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);
}

public sealed class SlowDownHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<SlowDown, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(SlowDown request, CancellationToken stop)
    {
        if (await db.BarredAsync(request.Proposal, desk.Caller, stop) is { } barred) return barred;
        if (!await db.IsTalkedOfAsync(request.Proposal, stop)) return Refusal.Conflict("talk.over");
        var before = await db.LastSlowAsync(request.Proposal, stop);
        return await db.SignAsync(desk.Caller, Right.Moderate, request.Proposal, stop) is not { } by ? Refusal.Forbidden
            : SlowMode.Set(await db.Proposals.Where(p => p.Id == request.Proposal).Select(p => p.CommunityId).SingleAsync(stop), request.Proposal, before, request.Minutes, request.Reason, by, time.GetUtcNow())
                .Map(made => { db.SlowModes.Add(made); return default(Done); });
    }
}

/// <summary>A moderator lets it go at its own pace again.</summary>
[Requires(Right.Moderate), Official]
public sealed record LiftSlowMode(ProposalId Proposal) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);
}

public sealed class LiftSlowModeHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<LiftSlowMode, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(LiftSlowMode request, CancellationToken stop)
    {
        if (await db.BarredAsync(request.Proposal, desk.Caller, stop) is { } barred) return barred;
        return await db.LastSlowAsync(request.Proposal, stop) is { } slow ? slow.Lift(desk.Caller.AccountId!.Value, time.GetUtcNow()) : Refusal.Conflict("slow.none");
    }
}

public static class LastSlow
{
    public static Task<SlowMode?> LastSlowAsync(this ForumDb db, ProposalId proposal, CancellationToken stop) =>
        db.SlowModes.Where(s => s.ProposalId == proposal).OrderByDescending(s => s.Number).FirstOrDefaultAsync(stop);
}
