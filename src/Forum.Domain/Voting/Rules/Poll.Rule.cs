using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>
    /// What its rule asks and its method cannot tell; nothing where they fit. Yes and no need a share that agrees. Among
    /// options a rule that somebody set may ask how many chose a winner only where that is counted: by plurality and approval.
    /// The presets ask for turnout alone there, and the method decides.
    /// </summary>
    public Refusal? RuleMisfit => Options.Count == 0
        ? Rule.Majority.Asks ? null : Refusal.Invalid("majority", "rule.majority")
        : Rule.AsksOfWinners && !Method.CountsSupporters() ? Refusal.Invalid("majority", "rule.no-supporters") : null;
}
