using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Offers;

/// <summary>A service with a number of places that a social organisation offers; residents book one each, and it never overbooks.</summary>
public sealed class ServiceOffer : Aggregate
{
    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int LongestTitle = 80;

    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int LongestBody = 4000;

    /// <summary>The most places.</summary>
    public const int MostPlaces = 500;

    private ServiceOffer() { }

    /// <summary>The offer.</summary>
    public OfferId Id { get; private set; }

    /// <summary>Where people of this place may book.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>Who offers it, in the name of which organisation.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>The title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What it is.</summary>
    public string Body { get; private set; } = "";

    /// <summary>How many places.</summary>
    public int Capacity { get; private set; }

    /// <summary>How many are booked; never above the capacity, which the database holds too.</summary>
    public int Booked { get; private set; }

    /// <summary>When it begins, UTC.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>When it ends, UTC.</summary>
    public DateTimeOffset To { get; private set; }

    /// <summary>Its topic.</summary>
    public string Topic => $"offers/{Id}";

    /// <summary>An organisation publishes it.</summary>
    public static Outcome<ServiceOffer> Publish(OfferId id, Place place, Byline by, string title, string body, int capacity, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        List<Refusal> wrong = [.. new[] { Words.Check("title", title, LongestTitle), Words.Check("body", body, LongestBody) }.OfType<Refusal>()];
        if (capacity is < 1 or > MostPlaces) wrong.Add(Refusal.Invalid("capacity", "offer.capacity", new Fact("most", MostPlaces)));
        if (from <= now) wrong.Add(Refusal.Invalid("from", "offer.past"));
        if (to <= from) wrong.Add(Refusal.Invalid("to", "offer.ends-first"));
        if (wrong.Count > 0) return Outcome<ServiceOffer>.Refused(wrong);
        var offer = new ServiceOffer { Id = id, CommunityId = place.CommunityId, PlaceId = place.Id, By = by, Title = title, Body = body, Capacity = capacity, From = from, To = to };
        offer.Raise(new OfferMoved(place.CommunityId, id, "offer.published", capacity));
        return offer;
    }

    /// <summary>Somebody books a place, or joins the waiting list in order where it is full. One each.</summary>
    public Outcome<Booking> Book(BookingId id, AccountId who, string name, Booking? before, DateTimeOffset now)
    {
        if (now >= From) return Refusal.Conflict("offer.begun");
        if (before is not null) return Refusal.Conflict("offer.booked");
        var place = Booked < Capacity;
        if (place) Booked++;
        Raise(new OfferMoved(CommunityId, Id, place ? "offer.booked" : "offer.waiting", Booked));
        return new Booking(id, CommunityId, Id, who, name, place, now);
    }

    /// <summary>Somebody gives a booking back; the first who waits moves up.</summary>
    public Outcome<Done> Cancel(Booking? own, Booking? firstWaiting, DateTimeOffset now)
    {
        if (own is null) return Refusal.Conflict("offer.not-booked");
        if (now >= From) return Refusal.Conflict("offer.begun");
        if (own.HasPlace)
        {
            Booked--;
            if (firstWaiting is not null)
            {
                firstWaiting.MoveUp();
                Booked++;
                Raise(new OfferPlaceFree(CommunityId, Id, firstWaiting.AccountId));
            }
        }
        Raise(new OfferMoved(CommunityId, Id, "offer.cancelled", Booked));
        return default(Done);
    }
}

/// <summary>Somebody's booking: a place, or a turn on the waiting list. One for each account and offer.</summary>
public sealed class Booking
{
    private Booking() { }

    internal Booking(BookingId id, PlaceId community, OfferId offer, AccountId account, string name, bool hasPlace, DateTimeOffset at) =>
        (Id, CommunityId, OfferId, AccountId, Name, HasPlace, At) = (id, community, offer, account, name, hasPlace, at);

    /// <summary>The booking.</summary>
    public BookingId Id { get; private set; }

    /// <summary>Its community.</summary>
    public PlaceId CommunityId { get; private set; }

    /// <summary>The offer.</summary>
    public OfferId OfferId { get; private set; }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The name that the organisation reads.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether it has a place; else it waits.</summary>
    public bool HasPlace { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    internal void MoveUp() => HasPlace = true;
}

/// <summary>An offer was published, booked or cancelled.</summary>
public sealed record OfferMoved(PlaceId CommunityId, OfferId Offer, string Act, int Count) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"offers/{Offer}";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("count", Count)];
}

/// <summary>A place came free for the first who waited.</summary>
public sealed record OfferPlaceFree(PlaceId CommunityId, OfferId Offer, AccountId For) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"offers/{Offer}";
}
