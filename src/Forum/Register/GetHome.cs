using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Register;

/// <summary>A home as the keeper of the register sees it.</summary>
[Requires(Right.KeepRegister)]
public sealed record GetHome(PlaceId HomeId) : IQuery<HomeView>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => RegisterDesk.HomeAsync(db, HomeId, stop);
}

/// <param name="Area">Hundredths of a square metre.</param>
/// <param name="AreaReason">Why the area was last corrected.</param>
public sealed record HomeView(PlaceId HomeId, PlaceId? BuildingId, string Name, long Area, string? AreaReason, IReadOnlyList<OwnerLine> Owners, IReadOnlyList<ResidentLine> Residents);

public sealed record PersonLine(PersonId Id, string VerifiedName, DateOnly? BornOn, string? PhoneTail, bool IsCompany, bool HasJoined);

public sealed record OwnerLine(PersonLine Person, int Rank, bool Votes, DateOnly Since);

public sealed record ResidentLine(PersonLine Person, Tenure Tenure, DateOnly Since, DateOnly? Until);

public sealed class GetHomeHandler(ForumDb db, RegisterDesk desk) : IRequestHandler<GetHome, Outcome<HomeView>>
{
    public async Task<Outcome<HomeView>> Handle(GetHome request, CancellationToken stop)
    {
        var home = await db.Homes.AsNoTracking().Where(h => h.PlaceId == request.HomeId).Join(db.Places, h => h.PlaceId, p => p.Id, (h, p) => new { h.Area, h.AreaReason, p.Name, p.ParentId }).SingleAsync(stop);
        var (title, lives) = (await desk.TitleAsync(request.HomeId, stop), await desk.LivesAsync(request.HomeId, stop));
        var ids = title.Select(o => o.PersonId).Union(lives.Select(r => r.PersonId)).ToList();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id))
            .Select(p => new PersonLine(p.Id, p.VerifiedName, p.BornOn, p.PhoneTail, p.IsCompany, db.Accounts.Any(a => a.PersonId == p.Id))).ToDictionaryAsync(p => p.Id, stop);
        var voter = title.Count > 0 ? Ownership.VoterOf(title) : null;
        return new HomeView(request.HomeId, home.ParentId, home.Name, home.Area, home.AreaReason,
            [.. title.Select(o => new OwnerLine(people[o.PersonId], o.Rank, o == voter, o.Since))],
            [.. lives.OrderBy(r => r.Tenure).ThenBy(r => r.Since).Select(r => new ResidentLine(people[r.PersonId], r.Tenure, r.Since, r.Until))]);
    }
}
