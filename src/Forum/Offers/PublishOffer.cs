using Forum.Domain.Kernel;
using Forum.Domain.Offers;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Offers;

/// <summary>A social organisation publishes an offer in its own name.</summary>
[Requires(Right.PublishOffer), Official]
public sealed record PublishOffer(string? Title, string? Body, int? Capacity, DateTimeOffset? From, DateTimeOffset? To) : ICommand<OfferMade>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("title", Title, ServiceOffer.LongestTitle) is { } title) yield return title;
        if (Words.Check("body", Body, ServiceOffer.LongestBody) is { } body) yield return body;
        if (Capacity is null) yield return Refusal.Invalid("capacity", "offer.capacity", new Fact("most", ServiceOffer.MostPlaces));
        if (From is null) yield return Refusal.Invalid("from", "offer.when");
        if (To is null) yield return Refusal.Invalid("to", "offer.when");
    }
}

public sealed record OfferMade(OfferId Id);

public sealed class PublishOfferHandler(ForumDb db, Desk desk, IdSource ids, TimeProvider time) : IRequestHandler<PublishOffer, Outcome<OfferMade>>
{
    public async Task<Outcome<OfferMade>> Handle(PublishOffer request, CancellationToken stop)
    {
        var held = desk.Caller.Holdings.First(h => Rights.Carries(h.Role, Right.PublishOffer) && h.UnitId is not null);
        var place = await db.Places.SingleAsync(p => p.Id == held.PlaceId, stop);
        var by = desk.Caller.Sign(Right.PublishOffer, place.Path, held.UnitId)!;
        return ServiceOffer.Publish(ids.New<OfferId>(), place, by, request.Title!, request.Body!, request.Capacity!.Value, request.From!.Value.ToUniversalTime(), request.To!.Value.ToUniversalTime(), time.GetUtcNow())
            .Map(offer => { db.Offers.Add(offer); return new OfferMade(offer.Id); });
    }
}
