using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>The offices that the caller may give: in each body and Party unit the role that serves there, and those of places.</summary>
[Requires(Right.KeepOrganisation)]
public sealed record ListOffices : IQuery<Listing<OfficeRow>>;

/// <summary>A role at a place, in a body or Party unit where it is held in one.</summary>
/// <param name="Of">The body, unit or place, as people call it.</param>
public sealed record OfficeRow(Role Role, PlaceId PlaceId, UnitId? UnitId, PartyUnitId? PartyUnitId, string Of)
{
    /// <summary>What a form sends for it.</summary>
    public string Key => $"{Role}|{PlaceId}|{UnitId}|{PartyUnitId}";
}

public sealed class ListOfficesHandler(ForumDb db, Desk desk) : IRequestHandler<ListOffices, Outcome<Listing<OfficeRow>>>
{
    public async Task<Outcome<Listing<OfficeRow>>> Handle(ListOffices request, CancellationToken stop)
    {
        var scopes = desk.Caller.Scopes(Right.KeepOrganisation);
        var places = await db.Places.AsNoTracking().Where(p => p.Level <= PlaceLevel.Building && scopes.Any(s => p.Path.StartsWith(s))).OrderBy(p => p.Path).ToListAsync(stop);
        var units = await db.Units.AsNoTracking().Join(db.Places.Where(p => scopes.Any(s => p.Path.StartsWith(s))), u => u.PlaceId, p => p.Id, (u, p) => u).OrderBy(u => u.Kind).ToListAsync(stop);
        var party = await db.PartyUnits.AsNoTracking().Join(db.Places.Where(p => scopes.Any(s => p.Path.StartsWith(s))), u => u.PlaceId, p => p.Id, (u, p) => new { u, p.Path }).OrderBy(x => x.u.Level).ThenBy(x => x.Path).Select(x => x.u).ToListAsync(stop);
        return new Listing<OfficeRow>(
        [
            .. units.Select(u => new OfficeRow(Roles.Of(u.Kind), u.PlaceId, u.Id, null, u.Name)),
            .. party.SelectMany(u => new[] { Roles.HeadOf(u.Level), Role.PartyMember }.Select(role => new OfficeRow(role, u.PlaceId, null, u.Id, u.Name))),
            .. places.SelectMany(p => Roles.At(p.Level).Select(role => new OfficeRow(role, p.Id, null, null, p.Name))),
        ], null);
    }
}
