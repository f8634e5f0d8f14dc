using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Merging;

/// <summary>The author of the proposal that stays agrees or not.</summary>
[Requires(Right.TakePart), Official]
public sealed record AnswerMerger(ProposalMergerId Id, bool? Agrees) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong() => YesOrNo.Wrong("agrees", Agrees);

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => Mergers.PlaceAsync(db, caller, Id, stop);
}

public sealed class AnswerMergerHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<AnswerMerger, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AnswerMerger request, CancellationToken stop)
    {
        var merger = await db.ProposalMergers.SingleAsync(m => m.Id == request.Id, stop);
        var both = await db.Proposals.Where(p => p.Id == merger.From || p.Id == merger.Into).ToDictionaryAsync(p => p.Id, stop);
        return merger.Answer(both[merger.From], both[merger.Into], desk.Caller.AccountId!.Value, request.Agrees!.Value, time.GetUtcNow());
    }
}

/// <summary>A supporter of the proposal that went says whether they support the other too: only then is their endorsement given.</summary>
[Requires(Right.TakePart), NotOfficial("only an endorsement that comes of it is an act, and that is kept as one")]
public sealed record ReplyToMerger(ProposalMergerId Id, bool? Supports) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong() => YesOrNo.Wrong("supports", Supports);

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => Mergers.PlaceAsync(db, caller, Id, stop);
}

public sealed class ReplyToMergerHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<ReplyToMerger, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ReplyToMerger request, CancellationToken stop)
    {
        var merger = await db.ProposalMergers.SingleAsync(m => m.Id == request.Id, stop);
        var into = await db.Proposals.SingleAsync(p => p.Id == merger.Into, stop);
        var path = await db.PathAsync(into.PlaceId, stop);
        if (desk.Caller.Sign(Right.TakePart, path) is not { } by) return Refusal.Forbidden;
        var me = by.AccountId;
        var endorsed = await db.Endorsements.AnyAsync(e => e.ProposalId == merger.From && e.AccountId == me, stop);
        var already = await db.MergerReplies.AnyAsync(r => r.MergerId == merger.Id && r.AccountId == me, stop);
        var reply = merger.Reply(me, endorsed, already, request.Supports!.Value, time.GetUtcNow());
        if (!reply.Ok) return Outcome<Done>.Refused(reply.Refusals);
        db.MergerReplies.Add(reply.Value);
        if (!request.Supports.Value || await db.Endorsements.AnyAsync(e => e.ProposalId == into.Id && e.AccountId == me, stop)) return Outcome.Done;
        return into.Endorse(by, false, time.GetUtcNow()).Map(made => { db.Endorsements.Add(made); return default(Done); });
    }
}

/// <summary>Where an offer to join two proposals is: where the one that stays is.</summary>
public static class Mergers
{
    public static async Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, ProposalMergerId id, CancellationToken stop)
    {
        var into = await db.ProposalMergers.Where(m => m.Id == id).Select(m => m.Into).SingleOrDefaultAsync(stop);
        return await ProposalVisibility.PlaceAsync(db, caller, into, stop);
    }
}
