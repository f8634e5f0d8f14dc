using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Organisation;

public sealed class OrganisationMapping :
    IEntityTypeConfiguration<Place>, IEntityTypeConfiguration<PartyUnit>, IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Place> place)
    {
        place.ToTable("Places");
        place.HasKey(p => p.Id);
        place.HasIndex(p => p.Path).IsUnique();
        place.HasIndex(p => new { p.CommunityId, p.Level });
        place.HasIndex(p => new { p.Level, p.Path });
        place.HasIndex(p => p.ParentId);
        place.Property(p => p.Name).HasMaxLength(80);
    }

    public void Configure(EntityTypeBuilder<PartyUnit> unit)
    {
        unit.ToTable("PartyUnits");
        unit.HasKey(u => u.Id);
        unit.HasIndex(u => u.PlaceId);
    }

    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("Units");
        unit.HasKey(u => u.Id);
        unit.Ignore(u => u.Handles);
        unit.HasIndex(u => u.CommunityId);
    }

    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.ToTable("Appointments");
        appointment.HasKey(a => a.Id);
        appointment.HasIndex(a => a.AccountId);
        appointment.OwnsOne(a => a.Ending);
    }
}


public static class UnitQueries
{
    private static readonly UnitKind[] Handling = [UnitKind.PropertyManager, UnitKind.Department, UnitKind.Committee, UnitKind.SocialOrganisation];

    /// <summary>The units of a community that concerns may go to.</summary>
    public static IQueryable<Unit> HandlersOf(this ForumDb db, Forum.Domain.Kernel.PlaceId community) =>
        db.Units.AsNoTracking().Where(u => u.CommunityId == community && Handling.Contains(u.Kind)).OrderBy(u => u.Kind).ThenBy(u => u.Name);
}
