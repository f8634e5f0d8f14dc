using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Voting;

/// <summary>How ballots become a result.</summary>
public enum VotingMethod
{
    /// <summary>同意 / 反对 / 弃权</summary>
    YesNoAbstain = 1,
}

/// <summary>Where a poll stands.</summary>
public enum PollState
{
    /// <summary>Set up, not yet open.</summary>
    Draft = 1,
    /// <summary>Open for ballots.</summary>
    Open,
    /// <summary>Closed; its tally is frozen.</summary>
    Closed,
}

/// <summary>The closing: when, and the frozen tally with its hash.</summary>
public sealed record Closing(DateTimeOffset At, PollOutcome Outcome, string Tally, string TallyHash);

/// <summary>
/// A question put to an electorate on a roll frozen at opening. It knows a question, a roll, a method and a rule, not
/// what a proposal is. There is no reopening.
/// </summary>
public sealed class Poll : Aggregate
{
    /// <summary>The longest question, in UTF-16 units.</summary>
    public const int LongestQuestion = 200;

    /// <summary>The shortest time that a poll is open.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    private Poll() { }

    /// <summary>The poll.</summary>
    public PollId Id { get; private set; }

    /// <summary>The number that people write down.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The place whose people vote.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>The question.</summary>
    public string Question { get; private set; } = "";

    /// <summary>The topic of the matter that it decides.</summary>
    public string? Matter { get; private set; }

    /// <summary>The method.</summary>
    public VotingMethod Method { get; private set; }

    /// <summary>The rule, as it was when the poll was set up.</summary>
    public DecisionRule Rule { get; private set; } = DecisionRules.All[0];

    /// <summary>Who set it up.</summary>
    public Byline SetUpBy { get; private set; } = Byline.Portal;

    /// <summary>When it closes, UTC.</summary>
    public DateTimeOffset ClosesAt { get; private set; }

    /// <summary>Where it stands.</summary>
    public PollState State { get; private set; }

    /// <summary>When it opened.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>SHA-256 of the roll.</summary>
    public string? RollHash { get; private set; }

    /// <summary>Lines on the roll.</summary>
    public int RollPersons { get; private set; }

    /// <summary>Area on the roll, in hundredths of a square metre.</summary>
    public long RollArea { get; private set; }

    /// <summary>How many lines have a ballot.</summary>
    public int Voted { get; private set; }

    /// <summary>Its closing, once it closed.</summary>
    public Closing? Closed { get; private set; }

    /// <summary>Its topic.</summary>
    public string Topic => $"polls/{Id}";

    /// <summary>Somebody sets a poll up. It can be read by everybody, and opened by the same office.</summary>
    public static Outcome<Poll> SetUp(PollId id, string number, Place place, string question, string? matter, DecisionRule rule, Byline by, DateTimeOffset closesAt, DateTimeOffset now)
    {
        List<Refusal> wrong = [];
        if (Words.Check("question", question, LongestQuestion) is { } words) wrong.Add(words);
        if (closesAt < now + Shortest) wrong.Add(Refusal.Invalid("closesAt", "poll.too-short"));
        if (closesAt > now.AddDays(90)) wrong.Add(Refusal.Invalid("closesAt", "poll.too-long"));
        if (wrong.Count > 0) return Outcome<Poll>.Refused(wrong);
        var poll = new Poll
        {
            Id = id, Number = number, CommunityId = place.CommunityId, PlaceId = place.Id, Question = question, Matter = matter,
            Method = VotingMethod.YesNoAbstain, Rule = rule, SetUpBy = by, ClosesAt = closesAt, State = PollState.Draft,
        };
        poll.Raise(new PollSetUp(place.CommunityId, id, rule.Preset, closesAt, question));
        return poll;
    }

    /// <summary>Opens it on a roll, which is frozen with its hash.</summary>
    public Outcome<Done> Open(IReadOnlyList<RollLine> roll, DateTimeOffset now)
    {
        if (State != PollState.Draft) return Refusal.Conflict("poll.opened");
        if (now + Shortest > ClosesAt) return Refusal.Conflict("poll.too-late-to-open");
        if (roll.Count == 0) return Refusal.Conflict("poll.nobody-on-roll");
        (State, OpenedAt, RollHash, RollPersons, RollArea) = (PollState.Open, now, ElectoralRoll.Hash(roll), roll.Count, roll.Sum(l => l.Area));
        Raise(new PollOpened(CommunityId, Id, Matter, RollHash, RollPersons, RollArea, ClosesAt));
        return Outcome.Done;
    }

    /// <summary>A voter casts, or changes, their one ballot. What comes at the closing time or after is late.</summary>
    public Outcome<Ballot> Cast(RollLine? line, Ballot? before, AccountId account, Choice choice, string receipt, DateTimeOffset now)
    {
        if (State == PollState.Draft) return Refusal.Conflict("poll.not-open");
        if (State == PollState.Closed || now >= ClosesAt) return Refusal.Conflict("poll.closed", new Fact("at", ClosesAt));
        if (line is null) return Refusal.Barred("poll.not-on-roll");
        if (before is null) Voted++;
        var ballot = before ?? Ballot.New(this, line, account);
        ballot.Take(choice, receipt, now);
        return ballot;
    }

    /// <summary>Closes it and freezes the tally: when its time has come, or when everybody has voted.</summary>
    public Outcome<Done> Close(Measure yes, Measure no, Measure abstain, DateTimeOffset now)
    {
        if (State == PollState.Closed) return Outcome.Done;
        if (State == PollState.Draft) return Refusal.Conflict("poll.not-open");
        if (now < ClosesAt && Voted < RollPersons) return Refusal.Conflict("poll.closing-not-due", new Fact("at", ClosesAt));
        var tally = new Tally(new(RollPersons, RollArea), yes, no, abstain);
        Closed = new(now, tally.Judge(Rule), CanonicalJson.Of(tally.ToJson()), tally.Hash());
        State = PollState.Closed;
        Raise(new PollClosed(CommunityId, Id, Matter, Closed.Outcome, Closed.TallyHash, now));
        return Outcome.Done;
    }
}

/// <summary>A poll was set up.</summary>
public sealed record PollSetUp(PlaceId CommunityId, PollId Poll, string Preset, DateTimeOffset ClosesAt, string Question) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.set-up";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("preset", Preset), new("closesAt", ClosesAt), new("question", new Seal(Question))];
}
