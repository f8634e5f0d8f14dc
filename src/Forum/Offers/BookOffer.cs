using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Offers;

/// <summary>A resident books a place, or joins the waiting list where all are taken.</summary>
[Requires(Right.TakePart), Official]
public sealed record BookOffer(OfferId Id) : ICommand<BookedAs>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => OfferVisibility.PlaceAsync(db, caller, Id, stop);
}

public enum BookedPlace { Booked = 1, Waiting }

public sealed record BookedAs(BookingId Id, BookedPlace Place);

public sealed class BookOfferHandler(ForumDb db, Desk desk, IdSource ids, TimeProvider time) : IRequestHandler<BookOffer, Outcome<BookedAs>>
{
    public async Task<Outcome<BookedAs>> Handle(BookOffer request, CancellationToken stop)
    {
        var offer = await db.Offers.SingleAsync(o => o.Id == request.Id, stop);
        var me = desk.Caller.AccountId!.Value;
        var before = await db.Bookings.SingleOrDefaultAsync(b => b.OfferId == request.Id && b.AccountId == me, stop);
        return offer.Book(ids.New<BookingId>(), me, desk.Caller.Name, before, time.GetUtcNow())
            .Map(b => { db.Bookings.Add(b); return new BookedAs(b.Id, b.HasPlace ? BookedPlace.Booked : BookedPlace.Waiting); });
    }
}

/// <summary>A resident gives the booking back; the first who waits gets the place in the same transaction.</summary>
[Requires(Right.TakePart), Official]
public sealed record CancelBooking(OfferId Id) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => OfferVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class CancelBookingHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<CancelBooking, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(CancelBooking request, CancellationToken stop)
    {
        var offer = await db.Offers.SingleAsync(o => o.Id == request.Id, stop);
        var me = desk.Caller.AccountId!.Value;
        var own = await db.Bookings.SingleOrDefaultAsync(b => b.OfferId == request.Id && b.AccountId == me, stop);
        var first = await db.Bookings.Where(b => b.OfferId == request.Id && !b.HasPlace).OrderBy(b => b.At).ThenBy(b => b.Id).FirstOrDefaultAsync(stop);
        return offer.Cancel(own, first, time.GetUtcNow()).Map(done => { db.Bookings.Remove(own!); return done; });
    }
}
