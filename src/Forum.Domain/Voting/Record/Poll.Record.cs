using Forum.Domain.Kernel;
using Forum.Domain.Ledger;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>A batch of ballots entered the public record, which from now on is held to this checkpoint.</summary>
    public void Published(Checkpoint checkpoint) => Raise(new RecordPublished(CommunityId, Id, checkpoint.Size, Convert.ToHexStringLower(checkpoint.Root)));
}

/// <summary>A poll's public record reached a size; the ledger holds its root.</summary>
public sealed record RecordPublished(PlaceId CommunityId, PollId Poll, long Size, string Root) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "record.published";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("size", Size), new("root", Root)];
}
