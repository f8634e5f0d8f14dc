using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>A line of a secret poll's roll that is spent: the blinded token that its voter handed in. What was blinded, nobody but their browser knows.</summary>
public sealed class IssuedToken : Aggregate
{
    private IssuedToken() { }

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>The line of the roll.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>Who asked.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The blinded token, as long as the key's modulus.</summary>
    public byte[] Blinded { get; private set; } = [];

    internal static IssuedToken New(Poll poll, RollLine line, AccountId account, byte[] blinded)
    {
        var issued = new IssuedToken { CommunityId = poll.CommunityId, PollId = poll.Id, PersonId = line.PersonId, AccountId = account, Blinded = blinded };
        issued.Raise(new TokenIssued(poll.CommunityId, poll.Id));
        return issued;
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
