using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Accounts;

public sealed class AccountMapping : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("Accounts");
        account.Ignore(a => a.AccountId);
        account.Property(a => a.DisplayName).HasMaxLength(40);
        // One account per person on the register.
        account.HasIndex(a => a.PersonId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("Sessions");
        session.HasIndex(s => s.TokenHash).IsUnique();
        session.HasIndex(s => s.AccountId);
    }
}
