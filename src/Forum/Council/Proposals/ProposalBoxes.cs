using Forum.Council.Amendments;
using Forum.Council.Moderation;
using Forum.Council.Summaries;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>Which boxes of a proposal's page have anything in them: one look, so that those that have nothing, most of them, ask nothing.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetProposalBoxes(ProposalId Id) : IQuery<ProposalBoxes>, IAlike
{
    public string Topic => $"proposals/{Id}";
}

/// <param name="Dispatches">Dispatches, or decisions that name it without a poll.</param>
public sealed record ProposalBoxes(bool Mergers, bool Polls, bool Dispatches, bool Interests, bool Amendments, bool Summaries, bool Slow, bool Calls);

public sealed class GetProposalBoxesHandler(ForumDb db, Desk desk) : IRequestHandler<GetProposalBoxes, Outcome<ProposalBoxes>>
{
    public async Task<Outcome<ProposalBoxes>> Handle(GetProposalBoxes request, CancellationToken stop)
    {
        var (id, matter) = (request.Id, $"proposals/{request.Id}");
        var interests = db.InterestsIn(id);
        var boxes = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id).VisibleTo(desk.Caller, db).Select(p => new ProposalBoxes(
            db.ProposalMergers.Any(m => m.Into == id || (m.From == id && m.Agreed == null && m.Ending == null)), db.Polls.Any(x => x.Matter == matter), db.Dispatches.Any(d => d.Matter == matter) || db.Decisions.Any(d => d.PollId == null && d.Matter == matter), interests.Any(),
            db.Amendments.IgnoreAutoIncludes().Shown().Any(a => a.ProposalId == id), db.Summaries.Shown().Any(s => s.ProposalId == id), db.SlowModes.Any(s => s.ProposalId == id), db.Calls.Any(c => c.Matter == matter))).SingleOrDefaultAsync(stop);
        return boxes is null ? Refusal.NotFound : boxes;
    }
}
