using Forum.Council.Voices;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>Whom one may ask: the places where the caller may convene, and the groups of the community.</summary>
/// <param name="Matter">The matter that the call is to serve.</param>
[Requires(Right.ConveneHall)]
public sealed record GetCallChoices(string? Matter) : IQuery<CallChoicesView>;

/// <param name="MatterTitle">What the matter is called; nothing where none was named that may be served.</param>
public sealed record CallChoicesView(IReadOnlyList<AskedPlace> Places, IReadOnlyList<AskedGroup> Groups, string? MatterTitle);

public sealed record AskedPlace(PlaceId Id, string Name, PlaceLevel Level);

public sealed record AskedGroup(string Key, string? Name);

public sealed class GetCallChoicesHandler(ForumDb db, Desk desk, PlaceGroups groups, CallMatters matters) : IRequestHandler<GetCallChoices, Outcome<CallChoicesView>>
{
    public async Task<Outcome<CallChoicesView>> Handle(GetCallChoices request, CancellationToken stop)
    {
        var (community, scopes) = (desk.Caller.CommunityId, desk.Caller.Scopes(Right.ConveneHall));
        var places = await db.Places.AsNoTracking().Where(p => p.CommunityId == community && p.Level >= PlaceLevel.Community && p.Level < PlaceLevel.Home && scopes.Any(s => p.Path.StartsWith(s)))
            .OrderBy(p => p.Path).Select(p => new { p.Id, p.Name, p.Level, p.Path }).ToListAsync(stop);
        if (places.Count == 0) return Refusal.NotFound;
        var all = await groups.ListAsync(new(community, places[0].Path), stop);
        return new CallChoicesView([.. places.Select(p => new AskedPlace(p.Id, p.Name, p.Level))], [.. all.Select(g => new AskedGroup(g.Key, g.Name))], string.IsNullOrEmpty(request.Matter) ? null : await matters.TitleAsync(request.Matter, stop));
    }
}
