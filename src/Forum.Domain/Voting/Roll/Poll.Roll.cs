using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>The body whose members vote, where the electorate is that.</summary>
    public UnitId? UnitId { get; private set; }

    /// <summary>SHA-256 of the roll as corrected; none as long as it is as it was at the opening.</summary>
    public string? CorrectedRollHash { get; private set; }

    /// <summary>Corrections that were made to the roll.</summary>
    public int Corrections { get; private set; }

    /// <summary>
    /// Whether somebody who answers for a ballot's line sees what it says: of a home's or a body's one ballot only who cast
    /// it, and of a body's whoever acts for it once that one does not. Who of a home gave a paper nobody knows.
    /// </summary>
    /// <param name="ballot">The ballot.</param>
    /// <param name="account">Who asks.</param>
    /// <param name="casterActs">Whether who cast it acts for the body still; told of no other electorate.</param>
    public bool MaySee(Ballot ballot, AccountId? account, bool casterActs = true) => Rule.Electorate switch
    {
        Electorate.Households => ballot.AccountId == account,
        Electorate.Organisations => ballot.AccountId == account || !casterActs,
        _ => true,
    };

    /// <summary>Whether they may put another in its place: who sees it, and of a home's that came on paper whoever answers for the home.</summary>
    /// <inheritdoc cref="MaySee" path="/param" />
    public bool MayReplace(Ballot ballot, AccountId? account, bool casterActs = true) => MaySee(ballot, account, casterActs) || (Rule.Electorate == Electorate.Households && ballot.AccountId is null);

    /// <summary>Names the body whose members vote. Refused for other electorates, and once it is open.</summary>
    public Outcome<Done> AskMembers(Unit unit)
    {
        if (BarsPreparing is { } past) return past;
        if (Rule.Electorate != Electorate.Members) return Refusal.Invalid("unitId", "poll.no-unit");
        UnitId = unit.Id;
        return Outcome.Done;
    }

    /// <summary>Records who is present, before it opens. Refused where another electorate votes.</summary>
    /// <param name="who">Who.</param>
    /// <param name="by">Who records it.</param>
    /// <param name="now">The present.</param>
    /// <param name="seal">The keyed hash of all who are present then, from the one who came.</param>
    public Outcome<Attendee> Attend(RollEntry who, Byline by, DateTimeOffset now, Func<Attendee, string> seal)
    {
        if (BarsAttendance is { } bar) return bar;
        var came = new Attendee(this, who, by, now);
        Raise(new AttendanceRecorded(CommunityId, Id, AttendanceRecorded.Came, seal(came)));
        return came;
    }

    /// <summary>Takes somebody off the attendance who is not present after all; the keyed hash is of those who still are.</summary>
    public Outcome<Done> Leave(string present)
    {
        if (BarsAttendance is { } bar) return bar;
        Raise(new AttendanceRecorded(CommunityId, Id, AttendanceRecorded.Left, present));
        return Outcome.Done;
    }

    private Refusal? BarsAttendance => BarsPreparing ?? (Rule.Electorate != Electorate.Present ? Refusal.Conflict("attendance.not-asked") : null);

    /// <summary>
    /// Somebody proposes a correction. Refused before the opening and from the closing time on, without a reason, in
    /// one's own matter, for an area where none counts, where the register says nothing else, and for striking a line
    /// that is spent: nobody's cast ballot is ever removed.
    /// </summary>
    /// <param name="id">The correction's id.</param>
    /// <param name="kind">What it does.</param>
    /// <param name="now">The line as it stands; none where somebody is missing.</param>
    /// <param name="register">The line as the register of today has it; none where it names nobody.</param>
    /// <param name="spent">Whether the line's ballot was cast, or its token or paper taken.</param>
    /// <param name="own">The lines that the proposer answers for.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who proposes.</param>
    /// <param name="at">The present.</param>
    public Outcome<RollCorrection> ProposeCorrection(RollCorrectionId id, CorrectionKind kind, RollLine? now, RollLine? register, bool spent, IReadOnlyCollection<VoterId> own, string? reason, Byline by, DateTimeOffset at)
    {
        if (Words.Check("reason", reason, RollCorrection.LongestReason) is { } words) return words;
        if ((kind == CorrectionKind.Strike ? now : register) is not { } line) return kind == CorrectionKind.Strike ? Refusal.Conflict("roll.not-on") : Refusal.Conflict("roll.not-in-register");
        if (BarsCorrection(kind, now, line, spent, own, at) is { } bar) return bar;
        Raise(new RollCorrectionProposed(CommunityId, Id, id, kind, reason!));
        return new RollCorrection(id, this, kind, line, reason!, by, at);
    }

    /// <summary>A second person makes it so, or not. Refused to the one who proposed it, and as proposing is.</summary>
    /// <param name="correction">The correction.</param>
    /// <param name="confirmed">Whether it is made.</param>
    /// <param name="now">The line as it stands.</param>
    /// <param name="spent">Whether it is spent by now.</param>
    /// <param name="rollHash">SHA-256 of the roll as it will be.</param>
    /// <param name="own">The lines that the second person answers for.</param>
    /// <param name="by">Who.</param>
    /// <param name="at">The present.</param>
    public Outcome<Done> SettleCorrection(RollCorrection correction, bool confirmed, RollLine? now, bool spent, string rollHash, IReadOnlyCollection<VoterId> own, Byline by, DateTimeOffset at)
    {
        if (correction.Settling is not null) return Refusal.Conflict("roll.settled");
        if (correction.ProposedBy.AccountId == by.AccountId && confirmed) return Refusal.Barred("roll.second-person");
        if (confirmed && BarsCorrection(correction.Kind, now, correction.Line, spent, own, at) is { } bar) return bar;
        if (confirmed)
        {
            (RollPersons, RollArea) = correction.Kind switch
            {
                CorrectionKind.Add => (RollPersons + 1, RollArea + correction.Area),
                CorrectionKind.Strike => (RollPersons - 1, RollArea - now!.Area),
                _ => (RollPersons, RollArea + correction.Area - now!.Area),
            };
            (CorrectedRollHash, Corrections) = (rollHash, Corrections + 1);
        }
        correction.Settle(by, confirmed, at);
        Raise(new RollCorrectionSettled(CommunityId, Id, correction.Id, correction.Kind, correction.VoterId, confirmed, CorrectedRollHash ?? RollHash!, RollPersons, RollArea));
        return Outcome.Done;
    }

    private Refusal? BarsCorrection(CorrectionKind kind, RollLine? now, RollLine line, bool spent, IReadOnlyCollection<VoterId> own, DateTimeOffset at)
    {
        if (Bars(at, "poll.over") is { } bar) return bar;
        if (own.Contains(line.VoterId)) return Refusal.Barred("roll.own");
        return kind switch
        {
            CorrectionKind.Add when now is not null => Refusal.Conflict("roll.on-already"),
            CorrectionKind.Strike or CorrectionKind.Area when now is null => Refusal.Conflict("roll.not-on"),
            CorrectionKind.Strike when spent => Refusal.Conflict("roll.voted"),
            CorrectionKind.Strike when Secrecy == Secrecy.Secret && RollPersons <= SmallestSecretRoll => Refusal.Conflict("poll.too-few-for-secret", new Fact("least", SmallestSecretRoll), new Fact("roll", RollPersons - 1)),
            CorrectionKind.Area when !Rule.CountsArea => Refusal.Conflict("roll.no-area"),
            CorrectionKind.Area when line.Area == now!.Area => Refusal.Conflict("roll.same-area"),
            _ => null,
        };
    }
}

/// <summary>The attendance of a meeting's poll changed. The ledger has a keyed hash of who is present from then on, which tells nobody who.</summary>
public sealed record AttendanceRecorded(PlaceId CommunityId, PollId Poll, string Act, string Present) : IOfficialAct
{
    /// <summary>The act of recording somebody.</summary>
    public const string Came = "attendance.recorded";

    /// <summary>The act of taking somebody off.</summary>
    public const string Left = "attendance.withdrawn";

    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("present", Present)];
}
