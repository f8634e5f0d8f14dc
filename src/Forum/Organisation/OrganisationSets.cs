using Forum.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Foundation.Storage;

/// <summary>What this feature keeps.</summary>
public partial class ForumDb
{
    public DbSet<Place> Places => Set<Place>();
    public DbSet<PartyUnit> PartyUnits => Set<PartyUnit>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
}
