using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>Who may vote in one poll, as frozen at its opening and corrected by two people where it was wrong.</summary>
public sealed class RollLine
{
    private RollLine() { }

    /// <summary>A line.</summary>
    public RollLine(PollId poll, VoterId voter, string label, long area, PlaceId? grid = null) => (PollId, VoterId, Label, Area, GridId) = (poll, voter, label, area, grid);

    /// <summary>The poll.</summary>
    public PollId PollId { get; private set; }

    /// <summary>Who.</summary>
    public VoterId VoterId { get; private set; }

    /// <summary>What put them on the roll: the home, or homes, the body or the place they stand for.</summary>
    public string Label { get; private set; } = "";

    /// <summary>Exclusive area in hundredths of a square metre; 0 where area does not count.</summary>
    public long Area { get; private set; }

    /// <summary>The grid of the home at the opening, for the turnout by grid; none for who votes through no home.</summary>
    public PlaceId? GridId { get; private set; }
}

/// <summary>What puts a voter who counts as one head on a roll.</summary>
public readonly record struct RollEntry(VoterId Voter, string Label, PlaceId? Grid = null);

/// <summary>What puts somebody on an owners' roll: a home and who votes for it.</summary>
public readonly record struct OwnedHome(PlaceId Home, string Label, long Area, PersonId Owner, int Rank, bool Votes, PlaceId? Grid = null);
