using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Steps;

/// <summary>A proposal's step is over: it moves on, or ends, as its periods say.</summary>
[PortalOnly, Official]
public sealed record MoveProposalOn(ProposalId Id) : ICommand<Done>;

public sealed class MoveProposalOnHandler(ForumDb db, TimeProvider time) : IRequestHandler<MoveProposalOn, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(MoveProposalOn request, CancellationToken stop) =>
        (await db.Proposals.SingleAsync(p => p.Id == request.Id, stop)).FallDue(time.GetUtcNow());
}

public sealed class ProposalsDue(ForumDb db) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop) =>
        [.. (await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.DueAt <= now && p.Ending == null && p.Hidden == null && p.Station < MatterStation.Voted)
            .OrderBy(p => p.DueAt).Select(p => new { p.CommunityId, p.Id }).Take(200).ToListAsync(stop)).Select(p => new DueCommand(p.CommunityId, new MoveProposalOn(p.Id)))];
}
