using Forum.Domain.Kernel;
using Forum.Domain.Register;

namespace Forum.Domain.Voting;

/// <summary>Where a ballot paper stands.</summary>
public enum PaperState
{
    /// <summary>Printed; nobody has entered it, or the two who did disagreed.</summary>
    Printed = 1,
    /// <summary>One person has entered it; it waits for a second.</summary>
    Entered,
    /// <summary>Two people agreed, and it counts.</summary>
    Counted,
    /// <summary>Two people agreed, but the voter's other ballot stands.</summary>
    Superseded,
    /// <summary>Two people agreed that it says nothing that counts.</summary>
    Spoilt,
    /// <summary>Two people agreed; its ballot counts once the second registrar has signed its token, and which paper's that was is kept nowhere.</summary>
    Agreed,
}

/// <summary>What came of an entry.</summary>
public enum PaperStep
{
    /// <summary>It waits for a second person.</summary>
    Waits = 1,
    /// <summary>The two read it differently: it is as if nobody had entered it.</summary>
    Differs,
    /// <summary>The two agree.</summary>
    Agreed,
}

/// <summary>What is written on a paper besides the answer.</summary>
/// <param name="Channel">The way it came; nothing where nobody said.</param>
/// <param name="GivenAt">When the voter gave it; on a secret paper, which tells nobody when, nothing.</param>
/// <param name="Witness">Who watched, at a desk or a door, in an open poll.</param>
/// <param name="Scan">SHA-256 of the scanned paper, lower-case hex, in an open poll.</param>
/// <param name="By">The name of whoever enters it, who is not its witness.</param>
public sealed record PaperFacts(Channel? Channel, DateTimeOffset? GivenAt, string? Witness, string? Scan, string? By = null);

/// <summary>
/// A printed ballot paper. In an open poll it is one voter's, and signed; in a secret poll it bears nothing but its
/// serial, and lies in a pile from which voters draw. It is entered by two people who do not see each other's entry.
/// </summary>
public sealed class BallotPaper : Aggregate
{
    /// <summary>The longest name of a witness, in UTF-16 units.</summary>
    public const int LongestWitness = 40;

    private BallotPaper() { }

    /// <summary>A paper as it is printed: of one line in an open poll, of nobody in a secret one.</summary>
    public BallotPaper(Poll poll, string serial, int batch, RollLine? line) =>
        (CommunityId, PollId, Serial, Batch, VoterId, Label, State) = (poll.CommunityId, poll.Id, serial, batch, line?.VoterId, line?.Label ?? "", PaperState.Printed);

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>What is printed on it, in plain and as a QR code; unique in the poll.</summary>
    public string Serial { get; private set; } = "";

    /// <summary>The printing, from 1.</summary>
    public int Batch { get; private set; }

    /// <summary>Whose it is; nobody's in a secret poll.</summary>
    public VoterId? VoterId { get; private set; }

    /// <summary>The home that put them on the roll.</summary>
    public string Label { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public PaperState State { get; private set; }

    /// <summary>The way it came.</summary>
    public Channel? Channel { get; private set; }

    /// <summary>When the voter gave it, in an open poll, UTC.</summary>
    public DateTimeOffset? GivenAt { get; private set; }

    /// <summary>Who watched.</summary>
    public string? Witness { get; private set; }

    /// <summary>SHA-256 of its scan, lower-case hex, in an open poll.</summary>
    public string? Scan { get; private set; }

    /// <summary>What the first person read, as <see cref="Answer.Text"/>, empty for nothing that counts, and in a secret poll veiled; kept only until a second has.</summary>
    public string? Read { get; private set; }

    /// <summary>Who entered it first.</summary>
    public AccountId? FirstBy { get; private set; }

    /// <summary>Who entered it second.</summary>
    public AccountId? SecondBy { get; private set; }

    /// <summary>How often two people read it differently.</summary>
    public int Differed { get; private set; }

    /// <summary>
    /// Somebody enters what they read; nothing for a paper that says nothing that counts. The second may also dispute what
    /// the first wrote of how and when it came, on which depends whether it stands. Refused to the voter, to the one who
    /// entered it before, for a paper that is settled, and where desk or door have no witness or an open paper no scan or time.
    /// In a secret poll a reading is kept veiled, so that it can be compared and not be read.
    /// </summary>
    public Outcome<PaperStep> Enter(Poll poll, AccountId by, IReadOnlyCollection<VoterId> own, Answer? read, PaperFacts? facts, DateTimeOffset now, bool disputed = false, Func<string, string>? veil = null)
    {
        if (poll.BarsPaper(now) is { } bar) return bar;
        if (State is not (PaperState.Printed or PaperState.Entered)) return Refusal.Conflict("paper.settled");
        if (VoterId is { } voter && own.Contains(voter)) return Refusal.Barred("paper.own");
        if (read is not null && !poll.Takes(read)) return Refusal.Invalid("choice", "choice.wrong");
        var text = read?.Text ?? "";
        if (veil is not null) text = veil(text);
        if (State == PaperState.Printed) return First(poll, by, text, facts, now);
        if (FirstBy == by) return Refusal.Barred("paper.second-person");
        var agreed = Read == text && !disputed;
        Read = null;
        if (agreed) SecondBy = by;
        else (State, Differed) = (PaperState.Printed, Differed + 1);
        Raise(new PaperEntered(CommunityId, PollId, agreed ? PaperStep.Agreed : PaperStep.Differs, null));
        return agreed ? PaperStep.Agreed : PaperStep.Differs;
    }

    private Outcome<PaperStep> First(Poll poll, AccountId by, string text, PaperFacts? facts, DateTimeOffset now)
    {
        if (facts is null) return Refusal.Invalid("channel", "paper.channel");
        if (Lacks(poll, facts, now) is { Count: > 0 } wrong) return Outcome<PaperStep>.Refused(wrong);
        if (VoterId is null) facts = new(facts.Channel, null, null, null);
        (State, Read, FirstBy, SecondBy) = (PaperState.Entered, text, by, null);
        (Channel, GivenAt, Witness, Scan) = (facts.Channel, facts.GivenAt, facts.Witness, facts.Scan);
        Raise(new PaperEntered(CommunityId, PollId, PaperStep.Waits, facts.Scan));
        return PaperStep.Waits;
    }

    /// <summary>All that is missing or cannot be in what a first entry says besides the answer, in the order of a paper's page. The second entry says nothing of it.</summary>
    public IReadOnlyList<Refusal> Lacks(Poll poll, PaperFacts facts, DateTimeOffset now)
    {
        List<Refusal> wrong = [];
        if (State != PaperState.Printed) return wrong;
        if (facts.Channel is not (Voting.Channel.Desk or Voting.Channel.Door or Voting.Channel.Paper)) wrong.Add(Refusal.Invalid("channel", "paper.channel"));
        if (VoterId is null) return wrong;
        // Which ballot stands hangs on this time, so nothing is taken for it. People write the minute: that of the opening is in time.
        if (facts.GivenAt is not { } given) wrong.Add(Refusal.Invalid("givenAt", "paper.given-at-missing"));
        else if (given.AddMinutes(1) <= poll.OpenedAt || given >= poll.ClosesAt || given > now) wrong.Add(Refusal.Invalid("givenAt", "paper.given-at", new Fact("from", poll.OpenedAt!), new Fact("to", poll.ClosesAt)));
        if (facts.Channel is Voting.Channel.Desk or Voting.Channel.Door && BarsWitness(facts) is { } witness) wrong.Add(witness);
        if (facts.Scan is null) wrong.Add(Refusal.Invalid("scan", "scan.missing"));
        return wrong;
    }

    private static Refusal? BarsWitness(PaperFacts facts) =>
        Words.Check("witness", facts.Witness, LongestWitness) ?? (facts.By is { } by && DisplayName.IsSame(by, facts.Witness!) ? Refusal.Invalid("witness", "paper.own-witness") : null);

    /// <summary>Two people agreed; this is what became of it. The way a secret one came is forgotten where it says nothing that counts: it may have been the only one that came so.</summary>
    public void Settle(PaperState state) => (State, Channel) = (state, state == PaperState.Spoilt && VoterId is null ? null : Channel);
}

/// <summary>Somebody entered a paper. Not whose, nor what it says.</summary>
public sealed record PaperEntered(PlaceId CommunityId, PollId Poll, PaperStep Step, string? Scan) : IOfficialAct, ITellOnce
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "paper.entered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("step", Step), .. Scan is { } scan ? [new Fact("scan", scan)] : Array.Empty<Fact>()];
}
