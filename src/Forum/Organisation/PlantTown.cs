using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Organisation;

/// <summary>Everything that a community begins with: places, units and the register, in one act.</summary>
public sealed record TownPlan(
    PlaceId CommunityId, IReadOnlyList<Place> Places, IReadOnlyList<PartyUnit> PartyUnits, IReadOnlyList<Unit> Units,
    IReadOnlyList<Home> Homes, IReadOnlyList<Person> People, IReadOnlyList<Ownership> Ownerships, IReadOnlyList<Residency> Residencies);

/// <summary>Sets up a community from a plan.</summary>
[PortalOnly, Official]
public sealed record PlantTown(TownPlan Plan) : ICommand<Done>;

public sealed class PlantTownHandler(ForumDb db) : IRequestHandler<PlantTown, Outcome<Done>>
{
    public Task<Outcome<Done>> Handle(PlantTown request, CancellationToken stop)
    {
        var plan = request.Plan;
        IEnumerable<Aggregate>[] all = [plan.Places, plan.PartyUnits, plan.Units, plan.Homes, plan.People, plan.Ownerships, plan.Residencies];
        foreach (var part in all) db.AddRange(part);
        var founding = plan.Places.First(p => p.Id == plan.CommunityId);
        founding.Found(plan.Homes.Count, plan.People.Count);
        return Task.FromResult(Outcome.Done);
    }
}
