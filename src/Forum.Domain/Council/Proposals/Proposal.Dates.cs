using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Proposals;

/// <summary>What comes when: as it was, as it is, and as it is to be if all goes as planned from here.</summary>
public sealed partial class Proposal
{
    /// <summary>Its steps: those it left as they were, the present one with its planned end, and those to come, none of which begins before now; none is to come of one that was not admitted.</summary>
    public IReadOnlyList<StepDates> Dates(DateTimeOffset now)
    {
        var left = Ending?.At ?? _stops.FirstOrDefault(s => s.Station == MatterStation.Voted)?.At;
        var entered = _steps.OrderBy(s => s.Step).ToList();
        List<StepDates> all = [.. entered.Zip(entered.Skip(1), (step, next) => new StepDates(step.Step, step.At, next.At, StepTime.Past))];
        if (left is { } at) return [.. all, new(entered[^1].Step, entered[^1].At, at, StepTime.Past)];
        var until = DueAt ?? entered[^1].Until;
        all.Add(new(entered[^1].Step, entered[^1].At, until, DueAt is null && now > until ? StepTime.Overdue : StepTime.Running));
        var from = Later(until, now);
        for (var step = Step + 1; step <= ProposalStep.Final && IsShown && !IsRefused; step++)
            if (Periods.Of(step) is > 0 and var days) all.Add(new(step, from, from = from.AddDays(days), StepTime.Ahead));
        return all;
    }

    /// <summary>The steps that its poll was opened without; none before that.</summary>
    public IReadOnlyList<ProposalStep> LeftOut =>
        Station < MatterStation.Voted ? [] : [.. Enum.GetValues<ProposalStep>().Where(s => s > Step && Periods.Of(s) > 0)];

    /// <summary>The stations still to come up to the decision, none before now; none once it ended.</summary>
    public IReadOnlyList<(MatterStation Station, DateTimeOffset From, DateTimeOffset Until)> Ahead(DateTimeOffset now)
    {
        List<(MatterStation, DateTimeOffset, DateTimeOffset)> ahead = [];
        if (Ending is not null || !IsShown || IsRefused) return ahead;
        var last = _stops.MaxBy(s => s.Station)!;
        var from = Later(Station < MatterStation.Voted ? Dates(now)[^1].Until : last.Until ?? last.At, now);
        foreach (var (station, days) in new[] { (MatterStation.Voted, Periods.Poll), (MatterStation.OnNotice, Periods.Notice), (MatterStation.Decided, Periods.Decision) })
            if (station > Station) ahead.Add((station, from, from = from.AddDays(days)));
        return ahead;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>How a step lies to the present.</summary>
public enum StepTime
{
    /// <summary>It is over.</summary>
    Past = 1,
    /// <summary>It runs, within its planned days.</summary>
    Running,
    /// <summary>It runs longer than was planned.</summary>
    Overdue,
    /// <summary>It is to come.</summary>
    Ahead,
}

/// <summary>A step with its dates.</summary>
/// <param name="Step">The step.</param>
/// <param name="From">When it began, or is to begin, UTC.</param>
/// <param name="Until">When it ended; of the present one, and of those to come, its planned end, UTC.</param>
/// <param name="Time">How it lies to the present.</param>
public sealed record StepDates(ProposalStep Step, DateTimeOffset From, DateTimeOffset Until, StepTime Time);
