using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>
/// A line of a secret poll's roll that is spent, once for all channels: on the blinded token that its voter handed in,
/// or on a paper ballot that was given out. What was blinded, or drawn from the pile, nobody but the voter knows.
/// </summary>
public sealed class SpentLine : Aggregate
{
    private SpentLine() { }

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>The line of the roll.</summary>
    public VoterId VoterId { get; private set; }

    /// <summary>The way: online for a token.</summary>
    public Channel Channel { get; private set; }

    /// <summary>Who asked for the token, or gave out the paper.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>Who stood by when the paper was given out.</summary>
    public AccountId? WitnessId { get; private set; }

    /// <summary>The blinded token, as long as the key's modulus; nothing for a paper.</summary>
    public byte[]? Blinded { get; private set; }

    /// <summary>The same token blinded for the second registrar, where the poll has one.</summary>
    public byte[]? SecondBlinded { get; private set; }

    internal bool Asks(byte[] blinded, byte[]? second) => Blinded.AsSpan().SequenceEqual(blinded) && SecondBlinded.AsSpan().SequenceEqual(second);

    internal static SpentLine OnToken(Poll poll, RollLine line, AccountId account, byte[] blinded, byte[]? second)
    {
        var spent = new SpentLine { CommunityId = poll.CommunityId, PollId = poll.Id, VoterId = line.VoterId, Channel = Channel.Online, AccountId = account, Blinded = blinded, SecondBlinded = second };
        spent.Raise(new TokenIssued(poll.CommunityId, poll.Id));
        return spent;
    }

    internal static SpentLine OnPaper(Poll poll, RollLine line, Channel channel, AccountId by, AccountId witness)
    {
        var spent = new SpentLine { CommunityId = poll.CommunityId, PollId = poll.Id, VoterId = line.VoterId, Channel = channel, AccountId = by, WitnessId = witness };
        spent.Raise(new PaperGivenOut(poll.CommunityId, poll.Id, line.VoterId, channel, witness));
        return spent;
    }
}

/// <summary>A voter was given their one token.</summary>
public sealed record TokenIssued(PlaceId CommunityId, PollId Poll) : IOfficialAct, ITellOnce
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "token.issued";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [];
}

/// <summary>A voter was given their one paper ballot of a secret poll. The ledger names those who gave it, not the voter.</summary>
public sealed record PaperGivenOut(PlaceId CommunityId, PollId Poll, VoterId Voter, Channel Channel, AccountId Witness) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "paper.given-out";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("channel", Channel), new("witness", Witness)];
}
