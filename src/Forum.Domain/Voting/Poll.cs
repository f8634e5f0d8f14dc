using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting.Methods;

namespace Forum.Domain.Voting;

/// <summary>Where a poll stands.</summary>
public enum PollState
{
    /// <summary>Set up, not yet open.</summary>
    Draft = 1,
    /// <summary>Open for ballots.</summary>
    Open,
    /// <summary>Closed; its tally is frozen.</summary>
    Closed,
    /// <summary>Called off before it opened, or since it could not be counted any more.</summary>
    CalledOff,
}

/// <summary>The closing: when, the frozen tally with its hash, and which way the ballots came.</summary>
public sealed record Closing(DateTimeOffset At, PollOutcome Outcome, string Tally, string TallyHash, ChannelTotals Channels);

/// <summary>
/// A question put to an electorate on a roll frozen at opening. It knows a question, a roll, a method and a rule, not
/// what a proposal is. There is no reopening.
/// </summary>
public sealed partial class Poll : Aggregate
{
    /// <summary>The longest question, in UTF-16 units.</summary>
    public const int LongestQuestion = 200;

    /// <summary>The longest option, in UTF-16 units.</summary>
    public const int LongestOption = 80;

    /// <summary>The most options.</summary>
    public const int MostOptions = 20;

    /// <summary>How often a voter may cast, the first time and each change: every change leaves a line in the record.</summary>
    public const int MostCasts = 50;

    /// <summary>The shortest time that a poll is open.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>The shortest time among people who are in one room.</summary>
    public static readonly TimeSpan ShortestPresent = TimeSpan.FromMinutes(5);

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

    /// <summary>The poll that this one asks anew: a closed one, or one that was called off while it was open. There is no reopening; a new round stands beside the old.</summary>
    public PollId? After { get; private set; }

    /// <summary>The method.</summary>
    public VotingMethod Method { get; private set; }

    /// <summary>The options, in the order shown; none in a poll of yes and no. Set once.</summary>
    public IReadOnlyList<string> Options { get; private set; } = [];

    /// <summary>What becomes of options that a ballot does not rank; below all ranked unless the poll says otherwise.</summary>
    public Unranked Unranked { get; private set; } = Unranked.Below;

    /// <summary>The places that options fill.</summary>
    public int Seats { get; private set; } = 1;

    /// <summary>The seed of the lot that settles ties among options; kept, and told, from the closing on only.</summary>
    public string? LotSeed { get; private set; }

    /// <summary>SHA-256 of the seed, published with the opening: nobody can choose it afterwards.</summary>
    public string? LotHash { get; private set; }

    /// <summary>The rule, as it was when the poll was set up.</summary>
    public DecisionRule Rule { get; private set; } = DecisionRules.All[0];

    /// <summary>Who set it up.</summary>
    public Byline SetUpBy { get; private set; } = Byline.Portal;

    /// <summary>When it closes, UTC.</summary>
    public DateTimeOffset ClosesAt { get; private set; }

    /// <summary>The whole days that its result will be on public notice, as they were when it opened.</summary>
    public int NoticeDays { get; private set; }

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

    /// <summary>What its count depends on besides the ballots.</summary>
    public CountingTerms Terms => new(Method, Options, Seats, LotSeed, new(RollPersons, RollArea), Budget, Unranked);

    /// <summary>Its topic.</summary>
    public string Topic => $"polls/{Id}";

    /// <summary>Somebody sets a poll up. It can be read by everybody, and opened by the same office.</summary>
    public static Outcome<Poll> SetUp(PollId id, string number, Place place, string question, string? matter, DecisionRule rule, Byline by, DateTimeOffset closesAt, DateTimeOffset now)
    {
        List<Refusal> wrong = [];
        if (Words.Check("question", question, LongestQuestion) is { } words) wrong.Add(words);
        if (closesAt < now + ShortestOf(rule)) wrong.Add(Refusal.Invalid("closesAt", "poll.too-short"));
        if (closesAt > now.AddDays(90)) wrong.Add(Refusal.Invalid("closesAt", "poll.too-long"));
        if (wrong.Count > 0) return Outcome<Poll>.Refused(wrong);
        var poll = new Poll
        {
            Id = id, Number = number, CommunityId = place.CommunityId, PlaceId = place.Id, Question = question, Matter = matter,
            Method = VotingMethod.YesNoAbstain, Rule = rule, SetUpBy = by, ClosesAt = closesAt, EntryEndsAt = closesAt, State = PollState.Draft,
        };
        poll.Raise(new PollSetUp(place.CommunityId, id, rule.Preset, closesAt, question));
        poll.TellMatter();
        return poll;
    }

    /// <summary>Makes it the new round of another poll. Refused unless that one closed, or was called off while it was open, and asked the same people of the same place.</summary>
    public Outcome<Done> Follow(Poll before)
    {
        if (BarsPreparing is { } past) return past;
        if (before.State != PollState.Closed && !before.Broke) return Refusal.Conflict("poll.round-not-closed");
        if (before.PlaceId != PlaceId || before.Rule.Electorate != Rule.Electorate || before.Matter != Matter) return Refusal.Invalid("after", "poll.round-others");
        After = before.Id;
        Raise(new PollFollows(CommunityId, Id, before.Id));
        return Outcome.Done;
    }

    /// <summary>Whether it would be open long enough, were it opened now.</summary>
    public bool LeavesTime(DateTimeOffset now) => now + ShortestOf(Rule) <= ClosesAt;

    /// <summary>Opens it on a roll, which is frozen with its hash; among options so is the lot, by the hash of its seed.</summary>
    public Outcome<Done> Open(IReadOnlyList<RollLine> roll, DateTimeOffset now, string? lotSeed = null, int noticeDays = 5)
    {
        if (BarsPreparing is { } past) return past;
        if (!LeavesTime(now)) return Refusal.Conflict("poll.too-late-to-open");
        if (LacksBudget is { } lack) return lack;
        if (RuleMisfit is { } misfit) return misfit;
        if (roll.Count == 0) return Refusal.Conflict("poll.nobody-on-roll");
        if (SecondRegistrar && SecondKeyHash is null) return Refusal.Conflict("poll.second-key-missing");
        if (Secrecy == Secrecy.Secret && roll.Count < SmallestSecretRoll) return Refusal.Conflict("poll.too-few-for-secret", new Fact("least", SmallestSecretRoll), new Fact("roll", roll.Count));
        (State, OpenedAt, RollHash, RollPersons, RollArea, NoticeDays) = (PollState.Open, now, ElectoralRoll.Hash(roll), roll.Count, roll.Sum(l => l.Area), noticeDays);
        if (Options.Count > 0 && lotSeed is not null) LotHash = Lot.HashOf(lotSeed);
        Raise(new PollOpened(CommunityId, Id, Matter, RollHash, RollPersons, RollArea, ClosesAt, FrozenHash(), LotHash));
        return Outcome.Done;
    }

    /// <summary>A voter casts, or changes, their one ballot. What comes at the closing time or after is late; of a home's or a body's, what <see cref="MayReplace"/> denies is refused.</summary>
    public Outcome<Ballot> Cast(RollLine? line, Ballot? before, AccountId account, Answer answer, string receipt, DateTimeOffset now, bool casterActs = true)
    {
        if (Bars(now) is { } bar) return bar;
        if (Secrecy == Secrecy.Secret) return Refusal.Conflict("poll.secret-needs-token");
        if (line is null) return Refusal.Barred("poll.not-on-roll");
        if (!Takes(answer)) return Refusal.Invalid("choice", "choice.wrong");
        if (BarsReplacing(before, account, casterActs) is { } stands) return stands;
        if (before is { Version: >= MostCasts }) return Refusal.Conflict("ballot.changed-often", new Fact("most", MostCasts));
        if (before is null) Voted++;
        var ballot = before ?? Ballot.New(this, line, account);
        if (Rule.Electorate.IsStoodFor()) ballot.PassTo(account);
        ballot.Take(answer, receipt, Channel.Online, now);
        return ballot;
    }

    /// <summary>Why somebody may not put another ballot in the place of one that stands; nothing where there is none, or they may.</summary>
    public Refusal? BarsReplacing(Ballot? before, AccountId account, bool casterActs) => PaperStands(before) ?? OthersStands(before, account, casterActs);

    private Refusal? OthersStands(Ballot? before, AccountId account, bool casterActs) =>
        before is null || MayReplace(before, account, casterActs) ? null : Refusal.Conflict(Rule.Electorate == Electorate.Households ? "ballot.household-cast" : "ballot.body-cast");

    private static TimeSpan ShortestOf(DecisionRule rule) => rule.Electorate == Electorate.Present ? ShortestPresent : Shortest;

    private Refusal? Bars(DateTimeOffset now, string late = "poll.closed") => State switch
    {
        PollState.Draft => Refusal.Conflict("poll.not-open"),
        PollState.CalledOff => Refusal.Conflict("poll.called-off"),
        PollState.Open when now < ClosesAt => null,
        _ => Refusal.Conflict(late, new Fact("at", ClosesAt)),
    };

    /// <summary>Whether an answer is one to this question.</summary>
    public bool Takes(Answer answer) => Options.Count > 0 ? answer.Choice is not (Choice.Yes or Choice.No) : answer.Options is null;

    // Everybody has voted; of secret ballots nobody knows before the end.
    private bool IsComplete => Secrecy == Secrecy.Open && Voted == RollPersons;
}
