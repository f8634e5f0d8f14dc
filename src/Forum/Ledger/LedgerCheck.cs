using Forum.Domain.Ledger;
using Forum.Foundation.Checking;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Ledger;

/// <summary>Verifies every chain, and that none was cut short since its end was last noted.</summary>
public sealed class LedgerCheck(ForumDb db, LedgerEnds ends) : ICheck
{
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken stop)
    {
        List<string> found = [];
        foreach (var community in await db.Ledger.Select(r => r.CommunityId).Distinct().ToListAsync(stop))
        {
            var rows = db.Ledger.AsNoTracking().Where(r => r.CommunityId == community).OrderBy(r => r.Seq).AsEnumerable();
            found.AddRange(LedgerChain.Breaks(rows).Select(b => $"ledger {community} row {b.Seq}: {b.Kind}"));
        }
        foreach (var end in ends.Read())
            if (!await end.IsThereAsync(db, stop)) found.Add($"ledger {end.Community} row {end.Seq}: not as noted");
        return found;
    }
}
