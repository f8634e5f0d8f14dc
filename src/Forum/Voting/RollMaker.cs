using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>Reads an electorate from the register of today.</summary>
public sealed class RollMaker(ForumDb db, Moment moment)
{
    public async Task<IReadOnlyList<RollLine>> MakeAsync(Poll poll, CancellationToken stop)
    {
        var path = await db.Places.Where(p => p.Id == poll.PlaceId).Select(p => p.Path).SingleAsync(stop);
        return poll.Rule.Electorate == Electorate.Owners ? await OwnersAsync(poll.Id, path, stop) : await ResidentsAsync(poll.Id, path, stop);
    }

    private async Task<IReadOnlyList<RollLine>> OwnersAsync(PollId poll, string path, CancellationToken stop)
    {
        var today = moment.Today;
        var titles = await (
            from o in db.Ownerships.AsNoTracking().On(today)
            join h in db.Homes on o.HomeId equals h.PlaceId
            join p in db.Places on o.HomeId equals p.Id
            where p.Path.StartsWith(path)
            select new { o.HomeId, p.Name, h.Area, o.PersonId, o.Rank, o.Votes }).ToListAsync(stop);
        return ElectoralRoll.OfOwners(poll, titles.Select(t => new OwnedHome(t.HomeId, t.Name, t.Area, t.PersonId, t.Rank, t.Votes)));
    }

    private async Task<IReadOnlyList<RollLine>> ResidentsAsync(PollId poll, string path, CancellationToken stop)
    {
        var today = moment.Today;
        var lives = await (
            from r in db.Residencies.AsNoTracking().On(today)
            join p in db.Places on r.HomeId equals p.Id
            join person in db.People on r.PersonId equals person.Id
            where p.Path.StartsWith(path)
            select new { person, p.Name }).ToListAsync(stop);
        return ElectoralRoll.OfResidents(poll, lives.Where(l => l.person.IsAdultOn(today)).Select(l => (l.person.Id, l.Name)));
    }
}
