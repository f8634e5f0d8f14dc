using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

/// <summary>The lines of one roll that somebody answers for, their own before a body's.</summary>
public sealed record OwnLines(IReadOnlyList<RollLine> All)
{
    /// <summary>
    /// The line that is acted for: the one named, or the only one; none where it is not theirs. Refused where several are
    /// theirs and none is named: nobody votes for the wrong home by accident.
    /// </summary>
    public Outcome<RollLine?> Meant(VoterId? named) =>
        named is null && All.Count > 1 ? Refusal.Invalid("line", "poll.which-line", new Fact("lines", string.Join(" · ", All.Select(l => l.Label)))) : Named(named) ?? (named is null ? All.FirstOrDefault() : null);

    /// <summary>The line that is looked at: the one named, else the first that has not voted, else the first; none where it is not theirs.</summary>
    public RollLine? Shown(VoterId? named, Func<RollLine, bool> voted) =>
        named is not null ? Named(named) : All.FirstOrDefault(l => !voted(l)) ?? All.FirstOrDefault();

    private RollLine? Named(VoterId? voter) => All.FirstOrDefault(l => l.VoterId == voter);
}
