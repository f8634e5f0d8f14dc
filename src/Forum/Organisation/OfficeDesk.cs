using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Which office a request means.</summary>
public sealed record OfficeOf(Role Role, PlaceId PlaceId, UnitId? UnitId, PartyUnitId? PartyUnitId);

/// <summary>Looks an office up as it is now.</summary>
public sealed class OfficeDesk(ForumDb db)
{
    /// <summary>The office. Refused as in <see cref="Office.Of"/>, also for a body that is not there.</summary>
    public async Task<Outcome<Office>> FindAsync(OfficeOf wanted, CancellationToken stop)
    {
        var place = await db.Places.SingleAsync(p => p.Id == wanted.PlaceId, stop);
        var unit = wanted.UnitId is { } u ? await db.Units.SingleOrDefaultAsync(x => x.Id == u, stop) : null;
        var party = wanted.PartyUnitId is { } p ? await db.PartyUnits.SingleOrDefaultAsync(x => x.Id == p, stop) : null;
        if ((wanted.UnitId is not null && unit is null) || (wanted.PartyUnitId is not null && party is null)) return Refusal.Invalid("role", "appointment.not-held-there");
        return Office.Of(wanted.Role, place, unit, party);
    }
}
