using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Voting.Record;

/// <summary>
/// A ballot of an open poll that its voter replaced, or whose line's area was corrected: the leaf that its receipt
/// promised. The record lists it, so that whoever holds the older receipt learns why it is not in.
/// </summary>
public sealed class ReplacedBallot
{
    private ReplacedBallot() { }

    /// <summary>What becomes of a ballot's receipt when the ballot or its line is about to change.</summary>
    public ReplacedBallot(Poll poll, Ballot before, RollLine line) => (PollId, Leaf, Receipt) = (poll.Id, Convert.ToHexStringLower(LeafOf(poll, before, line)), before.Receipt);

    public PollId PollId { get; private set; }

    /// <summary>Hash of the leaf, lower-case hex.</summary>
    public string Leaf { get; private set; } = "";

    /// <summary>The receipt that the voter had.</summary>
    public string Receipt { get; private set; } = "";

    /// <summary>The hash of a kept ballot's leaf.</summary>
    public static byte[] LeafOf(Poll poll, Ballot ballot, RollLine line) => MerkleTree.LeafHash(BallotLeaf.Of(poll, ballot.Receipt, PublicRecord.TextOf(ballot.Choice, ballot.Options), line.Area));
}

public sealed class ReplacedBallotMapping : IEntityTypeConfiguration<ReplacedBallot>
{
    public void Configure(EntityTypeBuilder<ReplacedBallot> ballot)
    {
        ballot.ToTable("ReplacedBallots");
        ballot.HasKey(b => new { b.PollId, b.Leaf });
        ballot.HasIndex(b => new { b.PollId, b.Receipt });
        ballot.Property<byte[]?>(BallotSeals.Column);
    }
}
