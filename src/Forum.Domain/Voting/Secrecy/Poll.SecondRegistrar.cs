using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>Whether the supervision committee signs the tokens of a secret poll too, with a key of its own.</summary>
    public bool SecondRegistrar { get; private set; }

    /// <summary>SHA-256 of the committee's public key (its SubjectPublicKeyInfo), lower-case hex; before it is made, nothing.</summary>
    public string? SecondKeyHash { get; private set; }

    /// <summary>Asks for the committee's signature on every token. Refused for an open ballot, and once the poll has opened.</summary>
    public Outcome<Done> AskSecondRegistrar()
    {
        if (BarsPreparing is { } past) return past;
        if (Secrecy != Secrecy.Secret) return Refusal.Invalid("secondRegistrar", "registrar.needs-secret");
        SecondRegistrar = true;
        Raise(new SecondRegistrarAsked(CommunityId, Id));
        return Outcome.Done;
    }

    /// <summary>
    /// The committee's key comes, before the poll opens. One that is there is replaced only by who names it, so that of
    /// two devices the later one finds out. The portal's own key is refused: that would be one registrar.
    /// </summary>
    public Outcome<Done> TakeSecondKey(string keyHash, string? instead)
    {
        if (!SecondRegistrar) return Refusal.Conflict("registrar.none");
        if (keyHash == SecondKeyHash) return Outcome.Done;
        if (BarsPreparing is { } past) return past;
        if (keyHash == KeyHash) return Refusal.Invalid("key", "registrar.same-key");
        if (SecondKeyHash != instead) return Refusal.Conflict("registrar.key-there");
        SecondKeyHash = keyHash;
        Raise(new SecondKeyMade(CommunityId, Id, keyHash));
        return Outcome.Done;
    }

    /// <summary>Why the committee can sign nobody's token now, or where it is one of a paper no paper's; nothing where it can.</summary>
    public Refusal? BarsSecondSignature(bool paper, DateTimeOffset now) => !SecondRegistrar ? Refusal.Conflict("registrar.none") : paper ? BarsPaper(now) : Bars(now, "poll.over");

    /// <summary>The committee signed tokens of these lines, and of so many papers.</summary>
    public void Countersigned(IReadOnlyList<VoterId> lines, int papers)
    {
        if (lines.Count + papers > 0) Raise(new TokensCountersigned(CommunityId, Id, lines.Count, papers));
        foreach (var line in lines) Raise(new TokenCountersigned(CommunityId, Id, line));
    }

    /// <summary>The committee says that it has deleted its key. Refused before the closing.</summary>
    public Outcome<Done> SecondKeyGone()
    {
        if (SecondKeyHash is not { } hash) return Refusal.Conflict("registrar.none");
        if (State is PollState.Draft or PollState.Open) return Refusal.Conflict("registrar.still-needed", new Fact("at", EntryEndsAt));
        Raise(new SecondKeyDestroyed(CommunityId, Id, hash));
        return Outcome.Done;
    }
}

/// <summary>A secret poll was set up with the supervision committee as its second registrar.</summary>
public sealed record SecondRegistrarAsked(PlaceId CommunityId, PollId Poll) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.second-registrar";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [];
}

/// <summary>The supervision committee made its key on a device of its own; the hash stands in the ledger before the poll opens.</summary>
public sealed record SecondKeyMade(PlaceId CommunityId, PollId Poll, string KeyHash) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.second-key-made";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("key", KeyHash)];
}

/// <summary>The supervision committee signed tokens. The ledger has their number, not whose they are.</summary>
public sealed record TokensCountersigned(PlaceId CommunityId, PollId Poll, int Lines, int Papers) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "tokens.countersigned";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("lines", Lines), new("papers", Papers)];
}

/// <summary>The supervision committee signed the token of one line, whose voter may now cast it.</summary>
public sealed record TokenCountersigned(PlaceId CommunityId, PollId Poll, VoterId Line) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";
}

/// <summary>The supervision committee says that it deleted its key after the closing.</summary>
public sealed record SecondKeyDestroyed(PlaceId CommunityId, PollId Poll, string KeyHash) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.second-key-destroyed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("key", KeyHash)];
}
