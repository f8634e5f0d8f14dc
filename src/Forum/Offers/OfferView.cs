using Forum.Domain.Kernel;
using Forum.Domain.Offers;
using Forum.Domain.Organisation;
using Forum.Foundation.Live;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Notifications;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Offers;

/// <summary>Offers are public within their community; who booked is for the organisation, one's own booking for oneself.</summary>
public static class OfferVisibility
{
    public static IQueryable<ServiceOffer> VisibleTo(this IQueryable<ServiceOffer> offers, Caller caller) => caller.IsSystem ? offers : offers.Where(o => o.CommunityId == caller.CommunityId);

    public static Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, OfferId id, CancellationToken stop) =>
        db.Offers.AsNoTracking().Where(o => o.Id == id).VisibleTo(caller).Join(db.Places, o => o.PlaceId, p => p.Id, (o, p) => new PlaceOf(o.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

/// <summary>One offer.</summary>
[Anyone("narrowed by the visibility of offers")]
public sealed record GetOffer(OfferId Id) : IQuery<OfferView>;

/// <param name="Guests">Who booked, in order; only for the organisation itself.</param>
public sealed record OfferView(OfferId Id, string Title, string Body, Byline By, int Capacity, int Booked, int Waiting, DateTimeOffset From, DateTimeOffset To, BookedPlace? Mine, bool MayBook, IReadOnlyList<string>? Guests, long Version);

public sealed class GetOfferHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<GetOffer, Outcome<OfferView>>
{
    public async Task<Outcome<OfferView>> Handle(GetOffer request, CancellationToken stop)
    {
        var caller = desk.Caller;
        var version = await db.VersionAsync($"offers/{request.Id}", stop);
        if (await db.Offers.AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(o => o.Id == request.Id, stop) is not { } o) return Refusal.NotFound;
        var bookings = await db.Bookings.AsNoTracking().Where(b => b.OfferId == o.Id).OrderBy(b => b.At).ToListAsync(stop);
        var mine = bookings.FirstOrDefault(b => b.AccountId == caller.AccountId);
        var own = o.By.UnitId is { } unit && caller.Units.Contains(unit);
        return new OfferView(o.Id, o.Title, o.Body, o.By, o.Capacity, o.Booked, bookings.Count(b => !b.HasPlace), o.From, o.To,
            mine is null ? null : mine.HasPlace ? BookedPlace.Booked : BookedPlace.Waiting, caller.Has(Right.TakePart) && time.GetUtcNow() < o.From,
            own ? [.. bookings.Where(b => b.HasPlace).Select(b => b.Name)] : null, version);
    }
}

/// <summary>Offers to come, the soonest first, then those that were.</summary>
[Anyone("narrowed by the visibility of offers")]
public sealed record ListOffers : IQuery<Listing<OfferRow>>;

public sealed record OfferRow(OfferId Id, string Title, string Of, int Capacity, int Booked, DateTimeOffset From, bool Over);

public sealed class ListOffersHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<ListOffers, Outcome<Listing<OfferRow>>>
{
    public async Task<Outcome<Listing<OfferRow>>> Handle(ListOffers request, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var all = db.Offers.AsNoTracking().VisibleTo(desk.Caller);
        var coming = await all.Where(o => o.From > now).OrderBy(o => o.From).Take(100).Select(o => new OfferRow(o.Id, o.Title, o.By.Of, o.Capacity, o.Booked, o.From, false)).ToListAsync(stop);
        var over = await all.Where(o => o.From <= now).OrderByDescending(o => o.From).Take(20).Select(o => new OfferRow(o.Id, o.Title, o.By.Of, o.Capacity, o.Booked, o.From, true)).ToListAsync(stop);
        return new Listing<OfferRow>([.. coming, .. over], null);
    }
}

public sealed class OfferTopics(ForumDb db) : ITopicKeeper
{
    public string Noun => "offers";

    public Task<bool> MaySeeAsync(Caller caller, Guid id, CancellationToken stop) => db.Offers.Where(o => o.Id == new OfferId(id)).VisibleTo(caller).AnyAsync(stop);

    public Task<IReadOnlyCollection<AccountId>?> AudienceAsync(Guid id, CancellationToken stop) => Task.FromResult<IReadOnlyCollection<AccountId>?>(null);
}

/// <summary>Whoever moved up from the waiting list is told.</summary>
public sealed class OfferNews(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened is not OfferPlaceFree free ? null
        : new("news.offer-free", new Dictionary<string, string> { ["title"] = await db.Offers.Where(o => o.Id == free.Offer).Select(o => o.Title).SingleAsync(stop) }, $"/offers/{free.Offer}", [free.For]);
}

public static class OfferEndpoints
{
    public static void AddOffers(this IServiceCollection services) => services.AddScoped<ITopicKeeper, OfferTopics>().AddScoped<INewsmaker, OfferNews>();

    public static void MapOffers(this IEndpointRouteBuilder api)
    {
        var offers = api.MapGroup("/offers").WithTags("offers");
        offers.MapGet("", async (Foundation.Pipeline.ISender s, TextBook t) => (await s.Send(new ListOffers())).Answer(t)).Produces<Listing<OfferRow>>();
        offers.MapPost("", async (PublishOffer body, Foundation.Pipeline.ISender s, TextBook t) => (await s.Send(body)).Created(t, o => $"offers/{o.Id}")).Produces<OfferMade>(201);
        offers.MapGet("/{id:guid}", async (Guid id, Foundation.Pipeline.ISender s, TextBook t) => (await s.Send(new GetOffer(new(id)))).Answer(t)).Produces<OfferView>();
        offers.MapPost("/{id:guid}/bookings", async (Guid id, Foundation.Pipeline.ISender s, TextBook t) => (await s.Send(new BookOffer(new(id)))).Created(t, _ => $"offers/{id}")).Produces<BookedAs>(201);
        offers.MapDelete("/{id:guid}/bookings", async (Guid id, Foundation.Pipeline.ISender s, TextBook t) => (await s.Send(new CancelBooking(new(id)))).Empty(t));
    }
}
