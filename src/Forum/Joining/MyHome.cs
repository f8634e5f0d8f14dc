using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Register;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Joining;

/// <summary>The caller's own line of the register: what stands there, their homes, who votes for them, and who joined.</summary>
[SignedIn("one's own line")]
public sealed record GetMyHome : IQuery<MyHome>;

public sealed record MyHome(MyEntry? Entry, IReadOnlyList<MyPlace> Homes);

public sealed record MyEntry(PersonId PersonId, string VerifiedName, DateOnly? BornOn, string? PhoneTail);

/// <param name="Area">Hundredths of a square metre.</param>
/// <param name="MayName">Whether the caller votes for the home now and may pass that on.</param>
public sealed record MyPlace(PlaceId HomeId, string Name, long Area, bool Owns, Tenure? Tenure, DateOnly Since, DateOnly? Until, IReadOnlyList<CoOwner> Owners, bool MayName, IReadOnlyList<JoinedHere> Joined);

/// <summary>An owner on the same title.</summary>
public sealed record CoOwner(PersonId PersonId, string VerifiedName, bool Votes);

/// <summary>Somebody of the home who joined.</summary>
public sealed record JoinedHere(JoiningId Id, string DisplayName, bool Owns, Tenure? Tenure, DateTimeOffset At, bool IsMe, bool IsDisputed);

public sealed class GetMyHomeHandler(ForumDb db, Desk desk, Moment moment) : IRequestHandler<GetMyHome, Outcome<MyHome>>
{
    public async Task<Outcome<MyHome>> Handle(GetMyHome request, CancellationToken stop)
    {
        if (desk.Caller.PersonId is not { } me) return new MyHome(null, []);
        var entry = await db.People.AsNoTracking().Where(p => p.Id == me).Select(p => new MyEntry(p.Id, p.VerifiedName, p.BornOn, p.PhoneTail)).SingleAsync(stop);
        List<MyPlace> homes = [];
        foreach (var home in desk.Caller.Homes) homes.Add(await HomeAsync(home, me, stop));
        return new MyHome(entry, homes);
    }

    private async Task<MyPlace> HomeAsync(PlaceId home, PersonId me, CancellationToken stop)
    {
        var place = await db.Homes.AsNoTracking().Where(h => h.PlaceId == home).Join(db.Places, h => h.PlaceId, p => p.Id, (h, p) => new { h.Area, p.Name }).SingleAsync(stop);
        var title = await db.Ownerships.AsNoTracking().On(moment.Today).Where(o => o.HomeId == home).OrderBy(o => o.Rank).ToListAsync(stop);
        var lives = await db.Residencies.AsNoTracking().On(moment.Today).Where(r => r.HomeId == home).ToDictionaryAsync(r => r.PersonId, stop);
        var (mine, own) = (title.Find(o => o.PersonId == me), lives.GetValueOrDefault(me));
        var voter = title.Count > 0 ? Ownership.VoterOf(title).PersonId : default;
        // Who is on the title is the owners' business, not the tenants'.
        var owners = mine is null ? [] : title.Select(o => o.PersonId).ToList();
        var names = await db.People.AsNoTracking().Where(p => owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.VerifiedName, stop);
        var people = title.Select(o => o.PersonId).Union(lives.Keys).ToList();
        var joined = await db.Joinings.AsNoTracking().Where(j => people.Contains(j.PersonId) && j.EndedAt == null).OrderBy(j => j.At).ToListAsync(stop);
        var called = await db.NamesOfAsync(joined.Select(j => j.AccountId), stop);
        return new MyPlace(
            home, place.Name, place.Area, mine is not null, own?.Tenure, own?.Since ?? mine!.Since, own?.Until,
            [.. owners.Select(o => new CoOwner(o, names[o], o == voter))], mine is not null && owners.Count > 1 && voter == me,
            [.. joined.Select(j => new JoinedHere(
                j.Id, called[j.AccountId], title.Exists(o => o.PersonId == j.PersonId), lives.GetValueOrDefault(j.PersonId)?.Tenure, j.At, j.PersonId == me, j.Open is not null))]);
    }
}
