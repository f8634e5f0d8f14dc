using Forum.Domain.Kernel;
using Forum.Domain.Ledger;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>A batch of ballots entered the public record, which from now on is held to this checkpoint.</summary>
    public void Published(Checkpoint checkpoint) => Raise(new RecordPublished(CommunityId, Id, checkpoint.Size, Convert.ToHexStringLower(checkpoint.Root)));

    /// <summary>The draft was announced, or changed: what binds it stands in the ledger as it is from now on.</summary>
    public void Bound() => Raise(new PollBound(CommunityId, Id, FrozenHash()));

    /// <summary>The roll stands as it is from now on, each line with its home and grid too.</summary>
    public void Lined(string lines) => Raise(new RollSealed(CommunityId, Id, lines));

    /// <summary>A correction of the roll's area replaced the receipt of a ballot that was cast. The ledger does not say whose.</summary>
    public void Replaced() => Raise(new ReceiptReplaced(CommunityId, Id));

    /// <summary>With its closing, all that was kept of who took part in which way is held to one hash.</summary>
    public void Vouched(string evidence) => Raise(new EvidenceSealed(CommunityId, Id, evidence));
}

/// <summary>The ledger holds the hash of what binds a draft, as <see cref="Poll.FrozenHash"/> takes it.</summary>
public sealed record PollBound(PlaceId CommunityId, PollId Poll, string Hash) : IOfficialAct
{
    /// <summary>The act's name.</summary>
    public const string Name = "poll.bound";

    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => Name;

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("frozen", Hash)];
}

/// <summary>The ledger holds the hash of a roll's lines with all that stands on them, which is not published.</summary>
public sealed record RollSealed(PlaceId CommunityId, PollId Poll, string Hash) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "roll.sealed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("lines", Hash)];
}

/// <summary>A receipt of an open poll was replaced without another ballot, since the area of its line was corrected.</summary>
public sealed record ReceiptReplaced(PlaceId CommunityId, PollId Poll) : IOfficialAct
{
    /// <summary>The act's name.</summary>
    public const string Name = "receipt.replaced";

    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => Name;

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [];
}

/// <summary>The ledger holds the hash of what was kept besides the answers: who took part, which way, which papers, which corrections.</summary>
public sealed record EvidenceSealed(PlaceId CommunityId, PollId Poll, string Hash) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.evidence";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("evidence", Hash)];
}

/// <summary>A poll's public record reached a size; the ledger holds its root.</summary>
public sealed record RecordPublished(PlaceId CommunityId, PollId Poll, long Size, string Root) : IOfficialAct
{
    /// <summary>The act's name.</summary>
    public const string Name = "record.published";

    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => Name;

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("size", Size), new("root", Root)];
}
