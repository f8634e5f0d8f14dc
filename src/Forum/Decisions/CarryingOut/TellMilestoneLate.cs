using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>The day that was promised for a milestone is over: it is told, once for each promise.</summary>
[PortalOnly, Official]
public sealed record TellMilestoneLate(DecisionId Decision, MilestoneId Milestone) : ICommand<Done>;

public sealed class TellMilestoneLateHandler(ForumDb db, Moment moment) : IRequestHandler<TellMilestoneLate, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(TellMilestoneLate request, CancellationToken stop) =>
        (await db.Executions.SingleAsync(e => e.DecisionId == request.Decision, stop)).TellLate(request.Milestone, moment.Today);
}

/// <summary>Milestones whose day is over and of which that was not told yet.</summary>
public sealed class LateMilestones(ForumDb db, Moment moment) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop)
    {
        var today = moment.Today;
        return [.. (await db.Set<Milestone>().AsNoTracking().IgnoreAutoIncludes().Where(m => m.Percent < 100 && m.DueOn < today && (m.ToldLateOf == null || m.ToldLateOf != m.DueOn))
            .Join(db.Executions.IgnoreAutoIncludes().Where(e => e.CompletedAt == null), m => m.DecisionId, e => e.DecisionId, (m, e) => new { e.CommunityId, e.DecisionId, m.Id }).ToListAsync(stop))
            .Select(m => new DueCommand(m.CommunityId, new TellMilestoneLate(m.DecisionId, m.Id)))];
    }
}
