using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>Who can tell how somebody voted.</summary>
public enum Secrecy
{
    /// <summary>记名: kept with the voter, who alone sees it; the public sees totals.</summary>
    Open = 1,
    /// <summary>无记名: cast with a blindly signed token; nobody can tie it to a voter.</summary>
    Secret,
}

public sealed partial class Poll
{
    /// <summary>The fewest lines of a roll among which a ballot can hide.</summary>
    public const int SmallestSecretRoll = 10;

    /// <summary>Open or secret; set before opening.</summary>
    public Secrecy Secrecy { get; private set; } = Secrecy.Open;

    /// <summary>SHA-256 of the poll's public key (its SubjectPublicKeyInfo), lower-case hex; of a secret poll.</summary>
    public string? KeyHash { get; private set; }

    /// <summary>Why it cannot be made secret; nothing where it can. Where area counts it cannot: an area is nearly a name.</summary>
    public Refusal? BarsSecrecy => BarsPreparing ?? (Rule.CountsArea ? Refusal.Invalid("secrecy", "poll.owners-open") : null);

    /// <summary>Makes it secret, under a key made for it alone. Refused as <see cref="BarsSecrecy"/> says.</summary>
    public Outcome<Done> KeepSecret(string keyHash)
    {
        if (BarsSecrecy is { } bar) return bar;
        (Secrecy, KeyHash) = (Secrecy.Secret, keyHash);
        Raise(new PollKeyMade(CommunityId, Id, keyHash));
        return Outcome.Done;
    }

    /// <summary>
    /// Spends a line of the roll on a token. The same request again is answered alike, whoever lost the answer; another
    /// one is refused, and a line that is spent on a paper. With a second registrar it is blinded for each of the two.
    /// </summary>
    public Outcome<SpentLine> Issue(RollLine? line, SpentLine? before, AccountId account, byte[] blinded, DateTimeOffset now, byte[]? secondBlinded = null)
    {
        if (Secrecy != Secrecy.Secret) return Refusal.Conflict("poll.is-open-ballot");
        if (Bars(now, "token.too-late") is { } bar) return bar;
        if (line is null) return Refusal.Barred("poll.not-on-roll");
        if (before is { Blinded: null }) return Refusal.Conflict("token.paper-given");
        if (SecondRegistrar != secondBlinded is not null) return Refusal.Invalid("secondBlinded", "token.second-blinded");
        if (before is not null && before.AccountId != account && Rule.Electorate.IsStoodFor()) return Refusal.Conflict("token.others-took");
        if (before is not null) return before.Asks(blinded, secondBlinded) ? before : Refusal.Conflict("token.already-issued");
        Voted++;
        return SpentLine.OnToken(this, line, account, blinded, secondBlinded);
    }

    /// <summary>Whether a secret ballot that says this is taken at this time. Who casts it is asked by nobody.</summary>
    public Outcome<Done> TakeSecret(Answer answer, DateTimeOffset now)
    {
        if (Secrecy != Secrecy.Secret) return Refusal.Conflict("poll.is-open-ballot");
        if (Bars(now) is { } bar) return bar;
        return Takes(answer) ? Outcome.Done : Refusal.Invalid("choice", "choice.wrong");
    }
}

/// <summary>A key was made for a secret poll; its hash stands in the ledger before the poll opens.</summary>
public sealed record PollKeyMade(PlaceId CommunityId, PollId Poll, string KeyHash) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.key-made";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("key", KeyHash)];
}

/// <summary>The private key of a secret poll was destroyed at its closing.</summary>
public sealed record PollKeyDestroyed(PlaceId CommunityId, PollId Poll, string KeyHash) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.key-destroyed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("key", KeyHash)];
}
