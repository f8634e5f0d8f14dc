using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Who holds something at this instant: the audience of what is not public, and whom to tell.</summary>
public sealed class Holders(ForumDb db, TimeProvider time)
{
    /// <summary>The accounts whose role carries a right at a place.</summary>
    public async Task<IReadOnlyList<AccountId>> OfAsync(Right right, string path, CancellationToken stop)
    {
        var rows = await Now().Join(db.Places, a => a.PlaceId, p => p.Id, (a, p) => new { a.AccountId, a.Role, p.Path }).ToListAsync(stop);
        return [.. rows.Where(r => Rights.Carries(r.Role, right) && path.StartsWith(r.Path, StringComparison.Ordinal)).Select(r => r.AccountId).Distinct()];
    }

    /// <summary>The accounts that act for a unit.</summary>
    public async Task<IReadOnlyList<AccountId>> OfAsync(UnitId unit, CancellationToken stop) =>
        await Now().Where(a => a.UnitId == unit).Select(a => a.AccountId).Distinct().ToListAsync(stop);

    /// <summary>The accounts of a Party unit.</summary>
    public async Task<IReadOnlyList<AccountId>> OfAsync(PartyUnitId unit, CancellationToken stop) =>
        await Now().Where(a => a.PartyUnitId == unit).Select(a => a.AccountId).Distinct().ToListAsync(stop);

    /// <summary>The Party units for which somebody may act, beside those who may not in a matter.</summary>
    public async Task<IReadOnlySet<PartyUnitId>> AttendedAsync(IReadOnlySet<AccountId> barred, CancellationToken stop)
    {
        var rows = await Now().Where(a => a.PartyUnitId != null).Select(a => new { a.Role, a.AccountId, Unit = a.PartyUnitId!.Value }).Distinct().ToListAsync(stop);
        return rows.Where(r => Rights.Carries(r.Role, Right.PassUp) && !barred.Contains(r.AccountId)).Select(r => r.Unit).ToHashSet();
    }

    private IQueryable<Appointment> Now()
    {
        var now = time.GetUtcNow();
        return db.Appointments.AsNoTracking().Where(a => a.From <= now && now < a.Until);
    }
}
