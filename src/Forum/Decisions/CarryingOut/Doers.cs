using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>Who decided something or carried it out, and so does not say how well it was done.</summary>
public static class Doers
{
    private static readonly Role[] Deciding = [.. Enum.GetValues<Role>().Where(r => Rights.Carries(r, Right.Decide))];

    /// <summary>
    /// Whoever published the decision or reported on a milestone, and whoever has acted since for a body that has one or
    /// for the committee that decides, also where they have left it.
    /// </summary>
    public static async Task<IReadOnlySet<AccountId>> DoersAsync(this ForumDb db, DecisionId id, CancellationToken stop)
    {
        var decision = await db.Decisions.AsNoTracking().SingleAsync(d => d.Id == id, stop);
        var milestones = await db.Executions.AsNoTracking().Where(e => e.DecisionId == id).SelectMany(e => e.Milestones).ToListAsync(stop);
        var units = milestones.Select(m => m.UnitId).ToHashSet();
        var acting = await db.Appointments.AsNoTracking().Where(a => a.CommunityId == decision.CommunityId && a.Until > decision.PublishedAt && ((a.UnitId != null && units.Contains(a.UnitId.Value)) || Deciding.Contains(a.Role)))
            .Select(a => a.AccountId).ToListAsync(stop);
        return new HashSet<AccountId>([decision.By.AccountId, .. milestones.SelectMany(m => m.Reports).Select(r => r.By.AccountId), .. acting]);
    }
}
