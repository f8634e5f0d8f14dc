using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Voting;

/// <summary>What a correction does to a roll.</summary>
public enum CorrectionKind
{
    /// <summary>补上: somebody was missing.</summary>
    Add = 1,
    /// <summary>划掉: somebody stood on it who should not, and has not voted.</summary>
    Strike,
    /// <summary>改面积: the area was wrong.</summary>
    Area,
}

/// <summary>How a second person settled a correction: confirmed, or not.</summary>
public sealed record CorrectionSettling(Byline By, DateTimeOffset At, bool Confirmed);

/// <summary>
/// A correction of an open poll's roll: proposed by one person with a reason, and made only when a second confirms it.
/// Adding and areas follow the register, which is corrected first. Nobody's cast ballot is ever removed by one.
/// </summary>
public sealed class RollCorrection : Aggregate
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int LongestReason = 400;

    private RollCorrection() { }

    internal RollCorrection(RollCorrectionId id, Poll poll, CorrectionKind kind, RollLine line, string reason, Byline by, DateTimeOffset now) =>
        (Id, CommunityId, PollId, Kind, VoterId, OpenFor, Label, Area, GridId, Reason, ProposedBy, ProposedAt) =
        (id, poll.CommunityId, poll.Id, kind, line.VoterId, line.VoterId, line.Label, line.Area, line.GridId, reason, by, now);

    /// <summary>The correction.</summary>
    public RollCorrectionId Id { get; private set; }

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>What it does.</summary>
    public CorrectionKind Kind { get; private set; }

    /// <summary>Whose line.</summary>
    public VoterId VoterId { get; private set; }

    /// <summary>The same voter while it waits, else none: unique in the database, so that one correction of a line waits at a time.</summary>
    public VoterId? OpenFor { get; private set; }

    /// <summary>What puts the voter on the roll.</summary>
    public string Label { get; private set; } = "";

    /// <summary>The area that the line has from then on, in hundredths of a square metre.</summary>
    public long Area { get; private set; }

    /// <summary>The grid of the home.</summary>
    public PlaceId? GridId { get; private set; }

    /// <summary>Why; for those who serve the poll and the voter.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who proposed it.</summary>
    public Byline ProposedBy { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>How a second person settled it; none while it waits.</summary>
    public CorrectionSettling? Settling { get; private set; }

    /// <summary>The line that it makes or leaves.</summary>
    public RollLine Line => new(PollId, VoterId, Label, Area, GridId);

    internal void Settle(Byline by, bool confirmed, DateTimeOffset now) => (Settling, OpenFor) = (new(by, now, confirmed), null);
}

/// <summary>A correction of a roll was proposed. The ledger names neither the voter nor the reason, of which it keeps a seal.</summary>
public sealed record RollCorrectionProposed(PlaceId CommunityId, PollId Poll, RollCorrectionId Correction, CorrectionKind Kind, string Reason) : IOfficialAct
{
    /// <summary>The act's name.</summary>
    public const string Name = "roll.correction-proposed";

    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => Name;

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("correction", Correction), new("kind", Kind), new("reason", new Seal(Reason))];
}

/// <summary>A correction was settled; the roll as it is from then on.</summary>
public sealed record RollCorrectionSettled(PlaceId CommunityId, PollId Poll, RollCorrectionId Correction, CorrectionKind Kind, VoterId Voter, bool Confirmed, string RollHash, int Persons, long Area) : IOfficialAct
{
    /// <summary>The act of making it.</summary>
    public const string Made = "roll.corrected";

    /// <summary>The act of not making it.</summary>
    public const string Declined = "roll.correction-declined";

    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => Confirmed ? Made : Declined;

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("correction", Correction), new("kind", Kind), new("roll", RollHash), new("persons", Persons), new("area", Area)];
}
