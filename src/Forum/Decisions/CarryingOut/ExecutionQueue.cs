using Forum.Council.Moderation;
using Forum.Domain.Decisions;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>A body's milestones wait for its people; what is done but not called so, for the committee; late ones for both.</summary>
public sealed class ExecutionQueue(ForumDb db, DecisionSteps steps, Moment moment) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        var (units, decides, community, today) = (caller.Units, caller.Has(Right.Decide), caller.CommunityId, moment.Today);
        var standsIn = caller.Has(Right.StandIn);
        if (units.Length == 0 && !decides && !standsIn) return [];
        var rows = await db.Set<Milestone>().AsNoTracking().IgnoreAutoIncludes().Where(m => m.Percent < 100 && (units.Contains(m.UnitId) || (decides && m.DueOn < today)))
            .Join(db.Executions.IgnoreAutoIncludes().Where(e => e.CommunityId == community && e.CompletedAt == null), m => m.DecisionId, e => e.DecisionId, (m, _) => m)
            .Join(db.Decisions, m => m.DecisionId, d => d.Id, (m, d) => new { m.Id, m.Title, m.DueOn, d.Number, Decision = d.Id, d.PublishedAt }).OrderBy(m => m.DueOn).Take(100).ToListAsync(stop);
        List<QueueItem> items = [.. rows.Select(m => new QueueItem("milestone.report", m.Id.ToString(), m.Number, m.Title, m.PublishedAt, moment.Midnight(m.DueOn, 1), $"/decisions/{m.Decision}#m-{m.Id}"))];
        if (!decides && !standsIn) return items;
        var done = await db.Executions.AsNoTracking().IgnoreAutoIncludes().Where(e => e.CommunityId == community && e.CompletedAt == null && e.Milestones.Any() && e.Milestones.All(m => m.Percent == 100))
            .Join(db.Decisions, e => e.DecisionId, d => d.Id, (_, d) => d).OrderBy(d => d.Number).Take(100).ToListAsync(stop);
        foreach (var d in done)
            if ((await steps.SignAsync(caller, Right.Decide, d.CommunityId, d.PollId, d.Matter, stop)).Ok) items.Add(new("execution.complete", d.Id.ToString(), d.Number, d.Title, d.PublishedAt, null, $"/decisions/{d.Id}#execution"));
        return items;
    }
}
