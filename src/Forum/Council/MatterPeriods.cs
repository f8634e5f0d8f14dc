using Forum.Council.Steps;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council;

/// <summary>How long the steps of a matter last: a proposal keeps what it began with, anything else has what its community has now.</summary>
public sealed class MatterPeriods(ForumDb db, Settings settings)
{
    public async Task<ProposalPeriods> OfAsync(PlaceId community, string? matter, CancellationToken stop) =>
        (Matter.Proposal(matter) is { } id ? await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Periods).SingleOrDefaultAsync(stop) : null)
        ?? (await settings.GetAsync(community, SetProposalPlan.Setting, ProposalPlan.Usual, stop)).Periods;
}
