using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Organisation;

/// <summary>Enters a grid below a community or a building below a grid. Homes come with their areas, a building at a time.</summary>
[Requires(Right.KeepOrganisation), Official]
public sealed record AddPlace(PlaceId ParentId, string? Name) : ICommand<PlaceId>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.AsNoTracking().Where(p => p.Id == ParentId && (p.Level == PlaceLevel.Community || p.Level == PlaceLevel.Grid)).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

public sealed class AddPlaceHandler(ForumDb db, IdSource ids) : IRequestHandler<AddPlace, Outcome<PlaceId>>
{
    public async Task<Outcome<PlaceId>> Handle(AddPlace request, CancellationToken stop)
    {
        var above = await db.Places.SingleAsync(p => p.Id == request.ParentId, stop);
        var level = above.Level + 1;
        // A moved building keeps its code, so codes are counted in the whole community.
        var there = await db.Places.Where(p => p.CommunityId == above.CommunityId && p.Level == level).Select(p => new { p.Name, p.Code, p.ParentId }).ToListAsync(stop);
        if (there.Exists(t => t.ParentId == above.Id && t.Name == request.Name?.Trim())) return Refusal.Invalid("name", "place.name-taken");
        var (letter, next) = (level == PlaceLevel.Grid ? "g" : "b", there.Count + 1);
        while (there.Exists(t => t.Code == $"{letter}{next}")) next++;
        return above.Open(ids.New<PlaceId>(), $"{letter}{next}", request.Name).Map(made => db.Places.Add(made).Entity.Id);
    }
}
