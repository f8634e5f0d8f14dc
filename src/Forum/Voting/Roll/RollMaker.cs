using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Roll;

/// <summary>Reads an electorate from the register, the offices and the attendance of this instant.</summary>
public sealed class RollMaker(ForumDb db, Moment moment)
{
    public async Task<IReadOnlyList<RollLine>> MakeAsync(Poll poll, CancellationToken stop)
    {
        var path = await db.PathAsync(poll.PlaceId, stop);
        return poll.Rule.Electorate switch
        {
            Electorate.Owners => ElectoralRoll.OfOwners(poll.Id, await OwnersAsync(path, stop)),
            Electorate.Residents => ElectoralRoll.OfHeads(poll.Id, (await AdultsAsync(path, stop)).Select(a => new RollEntry(VoterId.Of(a.Person), a.Label, a.Grid))),
            Electorate.Households => ElectoralRoll.OfHeads(poll.Id, (await AdultsAsync(path, stop)).Select(a => new RollEntry(VoterId.Of(a.Home), a.Label, a.Grid))),
            Electorate.Representatives => ElectoralRoll.OfHeads(poll.Id, await HoldersAsync(db.Appointments.Where(a => a.Role == Role.Representative && db.Places.Any(p => p.Id == a.PlaceId && p.Path.StartsWith(path))), stop)),
            Electorate.Members => ElectoralRoll.OfHeads(poll.Id, await HoldersAsync(db.Appointments.Where(a => a.UnitId == poll.UnitId), stop)),
            Electorate.Organisations => ElectoralRoll.OfHeads(poll.Id, await BodiesAsync(poll, stop)),
            _ => ElectoralRoll.OfHeads(poll.Id, (await db.Attendees.AsNoTracking().Where(a => a.PollId == poll.Id).ToListAsync(stop)).Select(a => new RollEntry(a.VoterId, a.Label, a.GridId))),
        };
    }

    /// <summary>The lines of all who could stand on the roll by the register of today: of a poll of those present, everybody who could be.</summary>
    public async Task<IReadOnlyList<RollLine>> CandidatesAsync(Poll poll, CancellationToken stop)
    {
        if (poll.Rule.Electorate != Electorate.Present) return await MakeAsync(poll, stop);
        var path = await db.PathAsync(poll.CommunityId, stop);
        var adults = (await AdultsAsync(path, stop)).Select(a => new RollEntry(VoterId.Of(a.Person), a.Label, a.Grid));
        return ElectoralRoll.OfHeads(poll.Id, adults.Concat(await HoldersAsync(db.Appointments.Where(a => a.CommunityId == poll.CommunityId), stop)));
    }

    private async Task<IEnumerable<OwnedHome>> OwnersAsync(string path, CancellationToken stop)
    {
        var today = moment.Today;
        var titles = await (
            from o in db.Ownerships.AsNoTracking().On(today)
            join h in db.Homes on o.HomeId equals h.PlaceId
            join p in db.Places on o.HomeId equals p.Id
            join b in db.Places on p.ParentId equals b.Id
            where p.Path.StartsWith(path)
            select new { o.HomeId, p.Name, h.Area, o.PersonId, o.Rank, o.Votes, b.ParentId }).ToListAsync(stop);
        return titles.Select(t => new OwnedHome(t.HomeId, t.Name, t.Area, t.PersonId, t.Rank, t.Votes, t.ParentId));
    }

    private async Task<IEnumerable<(PersonId Person, PlaceId Home, string Label, PlaceId? Grid)>> AdultsAsync(string path, CancellationToken stop)
    {
        var (today, until) = (moment.Today, Person.AdultsBornUntil(moment.Today));
        // What is read for each of a hundred thousand people is what it takes; of their homes there are far fewer.
        var homes = await (
            from p in db.Places.AsNoTracking()
            join b in db.Places on p.ParentId equals b.Id
            where p.Path.StartsWith(path) && p.Level == PlaceLevel.Home
            select new { p.Id, p.Name, b.ParentId }).ToDictionaryAsync(h => h.Id, stop);
        var lives = await (
            from r in db.Residencies.AsNoTracking().On(today)
            join p in db.Places on r.HomeId equals p.Id
            join person in db.People on r.PersonId equals person.Id
            where p.Path.StartsWith(path) && person.BornOn <= until
            select new { r.PersonId, r.HomeId }).ToListAsync(stop);
        return lives.Select(l => (l.PersonId, l.HomeId, homes[l.HomeId].Name, homes[l.HomeId].ParentId));
    }

    // An office holder is the person of the register that their account is tied to, else the account: nobody twice.
    private async Task<IEnumerable<RollEntry>> HoldersAsync(IQueryable<Appointment> appointments, CancellationToken stop)
    {
        var now = moment.Now;
        var held = await appointments.AsNoTracking().Where(a => a.From <= now && now < a.Until).Join(db.Places, a => a.PlaceId, p => p.Id, (a, p) => new { a.AccountId, p.Name }).ToListAsync(stop);
        var ids = held.Select(h => h.AccountId.Value).Distinct().ToList();
        var accounts = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.PersonId, a.DisplayName }).ToDictionaryAsync(a => a.Id, stop);
        return held.OrderBy(h => h.Name, StringComparer.Ordinal).Select(h => (h.Name, Account: accounts[h.AccountId.Value]))
            .Select(h => new RollEntry(h.Account.PersonId is { } person ? VoterId.Of(person) : new(h.Account.Id), $"{h.Account.DisplayName} {h.Name}"));
    }

    // Bodies that work for the poll's place, for a wider one, or for a part of it.
    private async Task<IEnumerable<RollEntry>> BodiesAsync(Poll poll, CancellationToken stop)
    {
        var path = await db.PathAsync(poll.PlaceId, stop);
        var bodies = await db.Units.AsNoTracking().Where(u => u.CommunityId == poll.CommunityId).Join(db.Places, u => u.PlaceId, p => p.Id, (u, p) => new { u.Id, u.Name, p.Path }).ToListAsync(stop);
        return bodies.Where(b => path.StartsWith(b.Path, StringComparison.Ordinal) || b.Path.StartsWith(path, StringComparison.Ordinal)).Select(b => new RollEntry(VoterId.Of(b.Id), b.Name));
    }
}
