using Forum.Domain.Register;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Register;

public sealed class RegisterMapping :
    IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Home>, IEntityTypeConfiguration<Ownership>, IEntityTypeConfiguration<Residency>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("People");
        person.HasKey(p => p.Id);
        person.HasIndex(p => p.CommunityId);
        person.Property(p => p.VerifiedName).HasMaxLength(80);
    }

    public void Configure(EntityTypeBuilder<Home> home)
    {
        home.ToTable("Homes");
        home.HasKey(h => h.PlaceId);
        home.HasIndex(h => h.CommunityId);
        home.Property(h => h.AreaReason).HasMaxLength(Home.LongestReason);
    }

    public void Configure(EntityTypeBuilder<Ownership> title)
    {
        title.ToTable("Ownerships");
        title.HasKey(t => new { t.HomeId, t.PersonId, t.Since });
        title.HasIndex(t => t.PersonId);
        title.HasIndex(t => t.CommunityId);
    }

    public void Configure(EntityTypeBuilder<Residency> residency)
    {
        residency.ToTable("Residencies");
        residency.HasKey(r => new { r.HomeId, r.PersonId, r.Since });
        residency.HasIndex(r => r.PersonId);
        residency.HasIndex(r => r.CommunityId);
    }
}
