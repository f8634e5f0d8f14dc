using Forum.Domain.Offers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Offers;

public sealed class OfferMapping : IEntityTypeConfiguration<ServiceOffer>, IEntityTypeConfiguration<Booking>
{
    public void Configure(EntityTypeBuilder<ServiceOffer> offer)
    {
        offer.ToTable("Offers", t => t.HasCheckConstraint("Offers_never_overbooked", "\"Booked\" >= 0 AND \"Booked\" <= \"Capacity\""));
        offer.HasKey(o => o.Id);
        offer.HasIndex(o => new { o.CommunityId, o.From });
        offer.Ignore(o => o.Topic);
        offer.ComplexProperty(o => o.By);
    }

    public void Configure(EntityTypeBuilder<Booking> booking)
    {
        booking.ToTable("Bookings");
        booking.HasKey(b => b.Id);
        booking.Property(b => b.Id).ValueGeneratedNever();
        // One for each account and offer.
        booking.HasIndex(b => new { b.OfferId, b.AccountId }).IsUnique();
        booking.HasIndex(b => new { b.OfferId, b.HasPlace, b.At });
    }
}
