using Forum.Domain.Voting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Unconfirmed;

public sealed class UnconfirmedMapping : IEntityTypeConfiguration<UnconfirmedChoice>
{
    public void Configure(EntityTypeBuilder<UnconfirmedChoice> choice)
    {
        choice.ToTable("UnconfirmedChoices");
        // One per poll, account and line.
        choice.HasKey(u => new { u.PollId, u.AccountId, u.VoterId });
        choice.HasIndex(u => u.AccountId);
        choice.HasIndex(u => u.RemindAt);
    }
}
