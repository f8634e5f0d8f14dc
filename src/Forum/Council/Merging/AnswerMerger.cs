using Forum.Council.Proposals;
using Forum.Council.Spoken;
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
[SignedIn("whoever writes it and takes part there, and the pen, which the handler asks for"), Official]
public sealed record AnswerMerger(ProposalMergerId Id, bool? Agrees) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong() => YesOrNo.Wrong("agrees", Agrees);

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => Mergers.PlaceAsync(db, caller, Id, stop);
}

public sealed class AnswerMergerHandler(ForumDb db, Desk desk, Pens pens, MergerSupporters supporters, TimeProvider time) : IRequestHandler<AnswerMerger, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AnswerMerger request, CancellationToken stop)
    {
        var merger = await db.ProposalMergers.SingleAsync(m => m.Id == request.Id, stop);
        var both = await db.Proposals.Where(p => p.Id == merger.From || p.Id == merger.Into).ToDictionaryAsync(p => p.Id, stop);
        if (await pens.BarsAsync(both[merger.Into], stop) is { } not) return not;
        var answered = merger.Answer(both[merger.From], both[merger.Into], desk.Caller.AccountId!.Value, request.Agrees!.Value, await supporters.ToAskAsync(merger, stop), time.GetUtcNow(), desk.Caller.PersonId);
        if (!answered.Ok) return Outcome<Done>.Refused(answered.Refusals);
        if (merger.Agreed is not true) return Outcome.Done;
        db.MergerAsks.AddRange(answered.Value.ByAccount);
        db.SpokenMergerAsks.AddRange(answered.Value.ByWord);
        List<ProposalId> parts = [merger.From, .. await db.JoinedProposals.Where(j => j.Into == merger.From).Select(j => j.From).ToListAsync(stop)];
        db.JoinedProposals.AddRange(parts.Select(p => new JoinedProposal(p, merger.Into)));
        return Outcome.Done;
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
