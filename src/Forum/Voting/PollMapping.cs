using System.Text.Json;
using Forum.Domain.Voting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting;

public sealed class PollMapping : IEntityTypeConfiguration<Poll>, IEntityTypeConfiguration<Ballot>
{
    public void Configure(EntityTypeBuilder<Poll> poll)
    {
        poll.ToTable("Polls");
        poll.HasKey(p => p.Id);
        poll.HasIndex(p => p.Number).IsUnique();
        poll.HasIndex(p => new { p.State, p.EntryEndsAt });
        poll.HasIndex(p => p.Matter);
        // One next round each.
        poll.HasIndex(p => p.After).IsUnique();
        poll.Ignore(p => p.Topic);
        poll.ComplexProperty(p => p.SetUpBy);
        poll.Property<byte[]?>(Record.BallotSeals.Column);
        // The whole rule as it was, so that a later edition of the presets changes no poll.
        poll.Property(p => p.Rule).HasConversion(r => JsonSerializer.Serialize(r, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<DecisionRule>(json, JsonSerializerOptions.Web)!);
        poll.Property(p => p.Options).HasConversion(o => JsonSerializer.Serialize(o, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<List<string>>(json, JsonSerializerOptions.Web)!, new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), o => o.Count));
        poll.Property(p => p.Budget).HasConversion(b => JsonSerializer.Serialize(b, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<PollBudget>(json, JsonSerializerOptions.Web)!);
        poll.OwnsOne(p => p.Closed, c => c.Property(x => x.Channels).HasConversion(t => JsonSerializer.Serialize(t, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<ChannelTotals>(json, JsonSerializerOptions.Web)!));
    }

    public void Configure(EntityTypeBuilder<Ballot> ballot)
    {
        ballot.ToTable("Ballots");
        // One ballot per poll and voter.
        ballot.HasKey(b => new { b.PollId, b.VoterId });
        ballot.HasIndex(b => b.AccountId);
        ballot.Property(b => b.Version).IsConcurrencyToken();
        ballot.Property<byte[]?>(Record.BallotSeals.Column);
    }
}
