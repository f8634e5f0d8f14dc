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

/// <summary>Whoever is asked, having endorsed by their account or through somebody's pen what went, says whether they support the other too: only then is their endorsement given.</summary>
/// <param name="Version">The version of the other that was read; support is refused where it is no longer the newest. Without it the newest.</param>
[Requires(Right.TakePart), NotOfficial("only an endorsement that comes of it is an act, and that is kept as one")]
public sealed record ReplyToMerger(ProposalMergerId Id, bool? Supports, int? Version = null) : ICommand<Done>, IAt, IShaped
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
        var (asked, already) = (await db.IsAskedAsync(merger.Id, me, desk.Caller.PersonId, stop), await db.MergerReplies.AnyAsync(r => r.MergerId == merger.Id && r.AccountId == me, stop)
            || await db.SpokenMergerReplies.AnyAsync(r => r.MergerId == merger.Id && r.PersonId == desk.Caller.PersonId, stop));
        if (request.Supports!.Value && into.VersionRead(request.Version) is { Ok: false } unknown) return Outcome<Done>.Refused(unknown.Refusals);
        var reply = merger.Reply(into, me, asked, already, request.Supports.Value, time.GetUtcNow());
        if (!reply.Ok) return Outcome<Done>.Refused(reply.Refusals);
        db.MergerReplies.Add(reply.Value);
        if (!request.Supports.Value || await db.EndorsesAsync(into.Id, me, desk.Caller.PersonId, stop)) return Outcome.Done;
        return into.Endorse(by, false, time.GetUtcNow(), request.Version).Map(made => { db.Endorsements.Add(made); return default(Done); });
    }
}
