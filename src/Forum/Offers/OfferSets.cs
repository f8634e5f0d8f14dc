using Forum.Domain.Offers;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<ServiceOffer> Offers => Set<ServiceOffer>();
    public DbSet<Booking> Bookings => Set<Booking>();
}
