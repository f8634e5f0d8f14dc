using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Joining;

public sealed class JoiningMapping : IEntityTypeConfiguration<JoinCode>, IEntityTypeConfiguration<Domain.Register.Joining>, IEntityTypeConfiguration<JoiningDispute>, IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<JoinCode> code)
    {
        code.ToTable("JoinCodes");
        code.HasKey(c => c.Id);
        code.HasIndex(c => c.Hash).IsUnique();
        // One open code for a person.
        code.HasIndex(c => c.OpenFor).IsUnique();
        code.Property(c => c.Tries).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Domain.Register.Joining> joining)
    {
        joining.ToTable("Joinings");
        joining.HasKey(j => j.Id);
        joining.HasIndex(j => j.PersonId);
        joining.HasIndex(j => j.HomeId);
        joining.HasIndex(j => j.AccountId).IsUnique();
        joining.Ignore(j => j.Open);
        joining.HasMany(j => j.Disputes).WithOne().HasForeignKey("JoiningId");
        joining.Navigation(j => j.Disputes).HasField("_disputes").AutoInclude();
    }

    public void Configure(EntityTypeBuilder<JoiningDispute> dispute)
    {
        dispute.ToTable("JoiningDisputes");
        dispute.Property<Domain.Kernel.JoiningId>("JoiningId");
        dispute.HasKey("JoiningId", nameof(JoiningDispute.Order));
        dispute.Property(d => d.Order).ValueGeneratedNever();
        dispute.OwnsOne(d => d.Settling);
    }

    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("Invitations");
        invitation.HasKey(i => i.Id);
        invitation.HasIndex(i => i.Hash).IsUnique();
        invitation.Property(i => i.TakenBy).IsConcurrencyToken();
    }
}
