using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Register;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>Who sees that somebody joined: the people of the same home, and who keeps the register there.</summary>
public static class JoiningVisibility
{
    /// <summary>The joinings that hold, of people who live in or own one of the caller's homes, or within the caller's register.</summary>
    public static IQueryable<Domain.Register.Joining> VisibleTo(this IQueryable<Domain.Register.Joining> joinings, Caller caller, ForumDb db, DateOnly today)
    {
        var homes = caller.Homes;
        var scopes = caller.Scopes(Right.KeepRegister);
        var housemates = db.Residencies.On(today).Where(r => homes.Contains(r.HomeId)).Select(r => r.PersonId).Union(db.Ownerships.On(today).Where(o => homes.Contains(o.HomeId)).Select(o => o.PersonId));
        return joinings.Where(j => j.EndedAt == null && (housemates.Contains(j.PersonId) || db.Places.Any(p => p.Id == j.HomeId && scopes.Any(s => p.Path.StartsWith(s)))));
    }

    /// <summary>Where a joining is, if the caller sees it.</summary>
    public static Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, JoiningId id, DateOnly today, CancellationToken stop) =>
        db.Joinings.IgnoreAutoIncludes().Where(j => j.Id == id).VisibleTo(caller, db, today)
            .Join(db.Places, j => j.HomeId, p => p.Id, (j, p) => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}
