using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using Forum.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Forum.Accounts;

/// <summary>The callers in memory, so many at most.</summary>
public sealed class KeptCallers() : MemoryCache(new MemoryCacheOptions { SizeLimit = 20_000 });

/// <summary>
/// Puts a caller together from the account, the appointments of this instant and the register of today. Kept in memory
/// until any of them changes (<see cref="CallerChanges"/>), a term begins or ends, or the day does.
/// </summary>
public sealed class Callers(ForumDb db, TimeProvider time, Moment moment, KeptCallers kept) : ICallers
{
    private sealed record Kept(Caller Caller, long Changes, DateTimeOffset From, DateTimeOffset Until);

    private static readonly Func<ForumDb, Task<long>> Changes = EF.CompileAsyncQuery((ForumDb db) => db.Set<TopicRow>().Where(t => t.Topic == CallerChanges.Topic).Select(t => t.Version).FirstOrDefault());

    public async Task<Caller?> FindAsync(AccountId account, CancellationToken stop)
    {
        var (changes, now) = (await Changes(db), time.GetUtcNow());
        if (kept.TryGetValue(account, out Kept? before) && before!.Changes == changes && before.From <= now && now < before.Until) return before.Caller;
        var caller = await ReadAsync(account, stop);
        if (caller is not null) kept.Set(account, new Kept(caller, changes, now, await UntilAsync(account, now, stop)), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(20) });
        return caller;
    }

    private async Task<Caller?> ReadAsync(AccountId account, CancellationToken stop)
    {
        var found = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == account.Value, stop);
        if (found is null) return null;
        List<Holding> holdings = [.. await AppointedAsync(account, stop)];
        if (found.PersonId is { } lives) holdings.AddRange(await RegisteredAsync(lives, stop));
        var adult = found.PersonId is { } person && (await db.People.AsNoTracking().SingleAsync(p => p.Id == person, stop)).IsAdultOn(moment.Today);
        return new(account, found.PersonId, found.DisplayName, found.CommunityId, holdings) { Since = found.MadeAt, IsAdult = adult, Reach = await db.CommunitiesOf(found.CommunityId, holdings).ToListAsync(stop) };
    }

    // The next moment at which time alone makes it wrong.
    private async Task<DateTimeOffset> UntilAsync(AccountId account, DateTimeOffset now, CancellationToken stop)
    {
        var terms = await db.Appointments.AsNoTracking().Where(a => a.AccountId == account && a.Until > now).Select(a => new { a.From, a.Until }).ToListAsync(stop);
        return terms.SelectMany(t => new[] { t.From, t.Until }).Where(t => t > now).Append(moment.Midnight(now, 1)).Min();
    }

    private async Task<IEnumerable<Holding>> AppointedAsync(AccountId account, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var rows = await (
            from a in db.Appointments.AsNoTracking()
            join p in db.Places on a.PlaceId equals p.Id
            where a.AccountId == account && a.From <= now && now < a.Until
            select new
            {
                a.Role, p.Id, p.Path, p.Name, a.UnitId, a.PartyUnitId,
                Unit = db.Units.Where(u => u.Id == a.UnitId).Select(u => u.Name).FirstOrDefault(),
                Party = db.PartyUnits.Where(u => u.Id == a.PartyUnitId).Select(u => u.Name).FirstOrDefault(),
            }).ToListAsync(stop);
        return rows.Select(r => new Holding(r.Role, r.Id, r.Path, r.Unit ?? r.Party ?? r.Name, r.UnitId, r.PartyUnitId));
    }

    private async Task<IEnumerable<Holding>> RegisteredAsync(PersonId person, CancellationToken stop)
    {
        var today = moment.Today;
        var lives = await (
            from r in db.Residencies.AsNoTracking().On(today)
            where r.PersonId == person
            select new { Role = Role.Resident, r.HomeId }).ToListAsync(stop);
        var owns = await (
            from o in db.Ownerships.AsNoTracking().On(today)
            where o.PersonId == person
            select new { Role = Role.Owner, o.HomeId }).ToListAsync(stop);
        var homes = owns.Concat(lives).Select(h => h.HomeId).Distinct().ToList();
        var places = await (
            from h in db.Places.AsNoTracking()
            join b in db.Places on h.ParentId equals b.Id
            join c in db.Places on h.CommunityId equals c.Id
            where homes.Contains(h.Id)
            select new { h.Id, Building = b.Name, c.Path }).ToDictionaryAsync(p => p.Id, stop);
        // An owner signs as one; whoever only lives here, as a resident.
        return owns.Concat(lives).Select(h => new Holding(h.Role, h.HomeId, places[h.HomeId].Path, places[h.HomeId].Building));
    }
}
