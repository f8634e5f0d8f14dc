using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Registrar;

/// <summary>The public half of the second registrar's key. The private half is on the committee's own device and never came here.</summary>
public sealed class SecondKeyRow
{
    public required PollId PollId { get; init; }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public required byte[] Public { get; set; }

    /// <summary>When the committee said that the private half is deleted.</summary>
    public DateTimeOffset? DestroyedAt { get; set; }
}

/// <summary>The second registrar's blind signature for a line of the roll, kept until its voter fetches it.</summary>
public sealed class SecondSignature
{
    public required PollId PollId { get; init; }
    public required VoterId VoterId { get; init; }
    public required byte[] Signature { get; init; }
}

public sealed class RegistrarMapping : IEntityTypeConfiguration<SecondKeyRow>, IEntityTypeConfiguration<SecondSignature>, IEntityTypeConfiguration<WaitingBallot>
{
    public void Configure(EntityTypeBuilder<SecondKeyRow> key)
    {
        key.ToTable("SecondKeys");
        key.HasKey(k => k.PollId);
    }

    public void Configure(EntityTypeBuilder<SecondSignature> signature)
    {
        signature.ToTable("SecondSignatures");
        signature.HasKey(s => new { s.PollId, s.VoterId });
        signature.Property<byte[]?>(Record.BallotSeals.Column);
    }

    public void Configure(EntityTypeBuilder<WaitingBallot> ballot)
    {
        // As with secret ballots: a numbered row would tell the order in which papers were entered.
        ballot.ToTable("WaitingBallots").HasAnnotation(WithoutRowId.Annotation, true);
        ballot.HasKey(b => new { b.PollId, b.Request });
        ballot.Property<byte[]?>(Record.BallotSeals.Column);
    }
}
