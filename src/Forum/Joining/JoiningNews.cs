using Forum.Domain.Kernel;
using Forum.Domain.Register;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Notifications;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>The people of a home are told when somebody joins as one of them; both sides, how a dispute was settled.</summary>
public sealed class JoiningNews(ForumDb db, Moment moment) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        PersonJoined joined => await JoinedAsync(joined, stop),
        JoiningMoved moved => await MovedAsync(moved, stop),
        _ => null,
    };

    private async Task<News?> JoinedAsync(PersonJoined joined, CancellationToken stop)
    {
        var today = moment.Today;
        var homes = await db.Residencies.On(today).Where(r => r.PersonId == joined.Person).Select(r => r.HomeId)
            .Union(db.Ownerships.On(today).Where(o => o.PersonId == joined.Person).Select(o => o.HomeId)).ToListAsync(stop);
        var people = db.Residencies.On(today).Where(r => homes.Contains(r.HomeId)).Select(r => r.PersonId)
            .Union(db.Ownerships.On(today).Where(o => homes.Contains(o.HomeId)).Select(o => o.PersonId));
        var whom = await db.Accounts.Where(a => a.PersonId != null && people.Contains(a.PersonId.Value) && a.Id != joined.Account.Value).Select(a => a.Id).ToListAsync(stop);
        return new("news.person.joined", await FactsAsync(joined.Account, joined.Home, stop), "/me/home", [.. whom.Select(id => new AccountId(id))]);
    }

    private async Task<News?> MovedAsync(JoiningMoved moved, CancellationToken stop)
    {
        var joining = await db.Joinings.AsNoTracking().SingleAsync(j => j.Id == moved.Joining, stop);
        return new($"news.{moved.Act}", await FactsAsync(joining.AccountId, joining.HomeId, stop), "/me/home", [joining.AccountId, joining.Disputes[^1].By]);
    }

    private async Task<Dictionary<string, string>> FactsAsync(AccountId account, PlaceId home, CancellationToken stop) => new()
    {
        ["name"] = await db.Accounts.Where(a => a.Id == account.Value).Select(a => a.DisplayName).SingleAsync(stop),
        ["home"] = await db.Places.Where(p => p.Id == home).Select(p => p.Name).SingleAsync(stop),
    };
}
