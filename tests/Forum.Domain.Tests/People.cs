namespace Forum.Domain.Tests;

/// <summary>Places and people that the domain's tests speak of.</summary>
internal static class People
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 12, 12, 0, 0, TimeSpan.Zero);
    public static readonly Place Street = Place.Top(New<PlaceId>(), "yl", "Street");
    public static readonly Place Community = Street.Add(New<PlaceId>(), "c1", "Community").Value;
    public static readonly Place Neighbours = Street.Add(New<PlaceId>(), "c2", "Neighbours").Value;
    public static readonly Byline Lin = new(New<AccountId>(), "Lin", Role.Owner, "Building 1");
    public static readonly Byline Sun = new(New<AccountId>(), "Sun", Role.GridWorker, "Grid 1");

    public static TId New<TId>() where TId : struct, IId<TId> => TId.From(Guid.NewGuid());

    public static Unit Property(Place place) => Unit.Found(New<UnitId>(), UnitKind.PropertyManager, place, "Property");
}
