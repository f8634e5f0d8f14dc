using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>One voter's ballot in an open poll: one per line of the roll, changed in place until closing.</summary>
public sealed class Ballot : Aggregate
{
    private Ballot() { }

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>The line of the roll.</summary>
    public VoterId VoterId { get; private set; }

    /// <summary>Who cast it online; nobody where it came on paper first, or of a home where a paper stands.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>Yes, no or abstain; among options only abstain.</summary>
    public Choice? Choice { get; private set; }

    /// <summary>What it says of the options, as <see cref="Answer.Options"/> is kept.</summary>
    public string? Options { get; private set; }

    /// <summary>How often it was cast: 1, and one more for each change.</summary>
    public int Version { get; private set; }

    /// <summary>What the voter keeps, lower-case hex; new with each change.</summary>
    public string Receipt { get; private set; } = "";

    /// <summary>How it last came.</summary>
    public Channel Channel { get; private set; }

    /// <summary>When the voter last gave it, UTC.</summary>
    public DateTimeOffset CastAt { get; private set; }

    internal static Ballot New(Poll poll, RollLine line, AccountId? account) => new() { CommunityId = poll.CommunityId, PollId = poll.Id, VoterId = line.VoterId, AccountId = account };

    internal void PassTo(AccountId? account) => AccountId = account;

    internal void Take(Answer answer, string receipt, Channel channel, DateTimeOffset given)
    {
        (Choice, Options, Receipt, Channel, CastAt) = (answer.Choice, answer.Options, receipt, channel, given);
        Version++;
        // Neither the choice nor the receipt: who reads the ledger could look the ballot up in the public record.
        Raise(new BallotCast(CommunityId, PollId, Version > 1, channel));
        if (channel != Channel.Online) Raise(new BallotCameOnPaper(CommunityId, PollId, VoterId, channel));
    }
}

/// <summary>A ballot was cast or changed.</summary>
public sealed record BallotCast(PlaceId CommunityId, PollId Poll, bool Changed, Channel Channel) : IOfficialAct, ITellOnce
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "ballot.cast";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("changed", Changed), new("channel", Channel)];
}

/// <summary>A ballot in somebody's name came on paper; they are told, so that a false one is noticed.</summary>
public sealed record BallotCameOnPaper(PlaceId CommunityId, PollId Poll, VoterId Voter, Channel Channel) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";
}
