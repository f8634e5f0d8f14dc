using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>The longest time after closing in which papers given before it may still be entered.</summary>
    public static readonly TimeSpan LongestEntry = TimeSpan.FromDays(7);

    /// <summary>The most papers in one printing.</summary>
    public const int MostPapers = 500;

    /// <summary>Which ballot stands where a voter gave two; nothing where the poll takes none on paper.</summary>
    public ChannelRule? Papers { get; private set; }

    /// <summary>Until when papers are entered, UTC; <see cref="ClosesAt"/> where there are none.</summary>
    public DateTimeOffset EntryEndsAt { get; private set; }

    /// <summary>Lets people vote on paper too, at a desk, at the door and by box; the rule is declared before it opens.</summary>
    public Outcome<Done> TakePapers(ChannelRule rule, TimeSpan entry)
    {
        if (BarsPreparing is { } past) return past;
        if (entry < TimeSpan.Zero || entry > LongestEntry) return Refusal.Invalid("entryHours", "poll.entry-hours", new Fact("most", (int)LongestEntry.TotalHours));
        (Papers, EntryEndsAt) = (rule, ClosesAt + entry);
        Raise(new PapersTaken(CommunityId, Id, rule, EntryEndsAt));
        return Outcome.Done;
    }

    /// <summary>Papers are printed, as long as the poll is voted in: for lines of an open poll's roll, for nobody in a secret one.</summary>
    public Outcome<Done> Print(int count, DateTimeOffset now)
    {
        if (BarsHandingOut(now) is { } bar) return bar;
        if (count == 0) return Refusal.Conflict("paper.nobody");
        if (count is < 0 or > MostPapers) return Refusal.Invalid("count", "paper.count", new Fact("most", MostPapers));
        Raise(new PapersPrinted(CommunityId, Id, count));
        return Outcome.Done;
    }

    private Refusal? BarsHandingOut(DateTimeOffset now) => this switch
    {
        { Papers: null } => Refusal.Conflict("paper.none"),
        { State: PollState.Draft } => Refusal.Conflict("poll.not-open"),
        { State: PollState.CalledOff } => Refusal.Conflict("poll.called-off"),
        { State: PollState.Open } when now < ClosesAt => null,
        _ => Refusal.Conflict("paper.voting-ended", new Fact("at", ClosesAt)),
    };

    /// <summary>Why no paper can be entered now; nothing where it can.</summary>
    public Refusal? BarsPaper(DateTimeOffset now) => this switch
    {
        { Papers: null } => Refusal.Conflict("paper.none"),
        { State: PollState.Draft } => Refusal.Conflict("poll.not-open"),
        { State: PollState.CalledOff } => Refusal.Conflict("poll.called-off"),
        { State: PollState.Open } when now < EntryEndsAt => null,
        _ => Refusal.Conflict("paper.entry-ended", new Fact("at", EntryEndsAt)),
    };

    // Where the paper was declared to stand, nothing that comes online takes its place.
    private Refusal? PaperStands(Ballot? before) => before is { Channel: not Channel.Online } && Papers == ChannelRule.Paper ? Refusal.Conflict("ballot.paper-stands", new Fact("at", before.CastAt)) : null;

    /// <summary>
    /// Spends a line of a secret poll's roll on a paper ballot, given out by two people. Refused where it is spent
    /// already, on a paper or a token, where one of the two is the voter, and where the two are one.
    /// </summary>
    public Outcome<SpentLine> GiveOut(RollLine? line, SpentLine? before, Channel channel, (AccountId Account, IReadOnlyCollection<VoterId> Own) by, (AccountId Account, IReadOnlyCollection<VoterId> Own) witness, DateTimeOffset now)
    {
        if (Papers is not null && Secrecy != Secrecy.Secret) return Refusal.Conflict("poll.is-open-ballot");
        if (BarsHandingOut(now) is { } bar) return bar;
        if (line is null) return Refusal.Invalid("voterId", "paper.not-on-roll");
        if (channel == Channel.Online || !Enum.IsDefined(channel)) return Refusal.Invalid("channel", "paper.channel");
        if (by.Own.Contains(line.VoterId) || witness.Own.Contains(line.VoterId)) return Refusal.Barred("paper.own");
        if (witness.Account == by.Account) return Refusal.Invalid("witnessId", "paper.two-people");
        if (before is not null) return Refusal.Conflict(before.Blinded is null ? "paper.given-already" : "paper.token-taken");
        Voted++;
        return SpentLine.OnPaper(this, line, channel, by.Account, witness.Account);
    }

    /// <summary>
    /// Papers of a secret poll became ballots like any other. The ledger has how many, and how many ballots there are with
    /// them; not which.
    /// </summary>
    public void Boxed(int papers, int ballots) => Raise(new SecretPapersCounted(CommunityId, Id, papers, ballots));

    /// <summary>
    /// A paper that two people agree on becomes the voter's ballot, in an open poll: the one given last stands, or the
    /// paper, as was declared. Nothing where the other ballot stands; it is never removed.
    /// </summary>
    public Ballot? Take(BallotPaper paper, RollLine line, Ballot? before, Answer answer, string receipt)
    {
        var given = paper.GivenAt!.Value;
        var stays = before is not null && given < before.CastAt && (Papers == ChannelRule.Last || before.Channel != Channel.Online);
        paper.Settle(stays ? PaperState.Superseded : PaperState.Counted);
        if (stays) return null;
        if (before is null) Voted++;
        var ballot = before ?? Ballot.New(this, line, null);
        // Another of the home may have given it.
        if (Rule.Electorate == Electorate.Households) ballot.PassTo(null);
        ballot.Take(answer, receipt, paper.Channel!.Value, given);
        return ballot;
    }
}

/// <summary>A poll was set up to be voted on paper too.</summary>
public sealed record PapersTaken(PlaceId CommunityId, PollId Poll, ChannelRule Rule, DateTimeOffset EntryEndsAt) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "papers.taken";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("rule", Rule), new("until", EntryEndsAt)];
}

/// <summary>Papers of a secret poll became ballots: how many, of how many that there are. Not which, nor what they say.</summary>
public sealed record SecretPapersCounted(PlaceId CommunityId, PollId Poll, int Papers, int Ballots) : IOfficialAct, ITellOnce
{
    /// <summary>The act's name.</summary>
    public const string Name = "papers.counted";

    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => Name;

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("papers", Papers), new("ballots", Ballots)];
}

/// <summary>Ballot papers were printed.</summary>
public sealed record PapersPrinted(PlaceId CommunityId, PollId Poll, int Count) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "papers.printed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("count", Count)];
}
