using Forum.Domain.Evaluations;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Decisions;

/// <summary>What becomes of a decision (执行): its milestones, who has each, how far it is, and when all was done.</summary>
public sealed partial class Execution : Aggregate
{
    /// <summary>The most milestones of one decision.</summary>
    public const int MostMilestones = 40;

    /// <summary>How many years off a promised day may lie.</summary>
    public const int MostYears = 10;

    private readonly List<Milestone> _milestones = [];

    private Execution() { }

    /// <summary>The decision; one execution each.</summary>
    public DecisionId DecisionId { get; private set; }

    /// <summary>The milestones, in the order they were planned.</summary>
    public IReadOnlyList<Milestone> Milestones => _milestones;

    /// <summary>When all was done, UTC.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>The committee's words at the end.</summary>
    public string? Summary { get; private set; }

    /// <summary>A published decision begins to be carried out. Refused where nothing was decided.</summary>
    public static Outcome<Execution> Of(Decision decision) =>
        decision.Decides ? new Execution { CommunityId = decision.CommunityId, DecisionId = decision.Id } : Refusal.Conflict("execution.nothing-decided");

    /// <summary>The committee says what is to be done by whom until when.</summary>
    public Outcome<Milestone> Plan(MilestoneId id, string? title, Unit owner, DateOnly dueOn, DateOnly today)
    {
        if (CompletedAt is not null) return Refusal.Conflict("execution.completed");
        if (owner.CommunityId != CommunityId) return Refusal.Invalid("unitId", "unit.missing");
        if (_milestones.Count >= MostMilestones) return Refusal.Conflict("execution.many", new Fact("most", MostMilestones));
        Refusal[] wrong = [.. new[] { Words.Check("title", title, Milestone.LongestTitle), WrongDay(dueOn, today) }.OfType<Refusal>()];
        if (wrong.Length > 0) return Outcome<Milestone>.Refused(wrong);
        var milestone = new Milestone(id, DecisionId, _milestones.Count + 1, title!.Trim(), owner, dueOn);
        _milestones.Add(milestone);
        Raise(new MilestonePlanned(CommunityId, DecisionId, id, owner.Id, dueOn, title));
        return milestone;
    }

    /// <summary>A promised day is over and the milestone is not done. Told once for each promise.</summary>
    public Outcome<Done> TellLate(MilestoneId id, DateOnly today)
    {
        if (CompletedAt is not null || _milestones.FirstOrDefault(m => m.Id == id) is not { } milestone || !milestone.TellLate(today)) return Refusal.Conflict("milestone.not-late");
        Raise(new MilestoneLate(CommunityId, DecisionId, id, milestone.UnitId, milestone.DueOn));
        return Outcome.Done;
    }

    /// <summary>Whoever has it says how far it is, with up to six pictures, each described. A later day, a report after the promised one, and a step back must be explained.</summary>
    /// <param name="id">Which.</param>
    /// <param name="by">Who reports.</param>
    /// <param name="percent">How much is done, from 0 to 100.</param>
    /// <param name="dueOn">The day that is promised now; refused where it is another than before and over, or ten years off.</param>
    /// <param name="note">The words.</param>
    /// <param name="pictures">What is shown.</param>
    /// <param name="today">In the community's zone.</param>
    /// <param name="now">When, UTC.</param>
    public Outcome<Done> Report(MilestoneId id, Byline by, int percent, DateOnly? dueOn, string? note, IReadOnlyList<Picture> pictures, DateOnly today, DateTimeOffset now)
    {
        if (_milestones.FirstOrDefault(m => m.Id == id) is not { } milestone) return Refusal.NotFound;
        if (CompletedAt is not null) return Refusal.Conflict("execution.completed");
        if (dueOn is { } day && day != milestone.DueOn && WrongDay(day, today) is { } wrong) return wrong;
        var (before, delayed) = (milestone.Percent, dueOn > milestone.DueOn);
        var reported = milestone.Report(by, percent, dueOn, note, pictures, today, now);
        if (reported.Ok) Raise(new MilestoneReported(CommunityId, DecisionId, id, percent, milestone.DueOn, delayed, before < 100 && percent == 100, note, string.Join(' ', pictures.Select(p => p.Hash))));
        return reported;
    }

    private static Refusal? WrongDay(DateOnly dueOn, DateOnly today) =>
        dueOn < today ? Refusal.Invalid("dueOn", "milestone.past") : dueOn > today.AddYears(MostYears) ? Refusal.Invalid("dueOn", "milestone.far", new Fact("years", MostYears)) : null;

    /// <summary>The committee closes it when every milestone is done; from then on it is evaluated.</summary>
    /// <param name="summary">In the committee's words.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="days">For the survey.</param>
    public Outcome<Survey> Complete(string? summary, DateTimeOffset now, int days = Survey.UsualDays)
    {
        if (CompletedAt is not null) return Refusal.Conflict("execution.completed");
        if (_milestones.Count == 0 || _milestones.Any(m => m.Percent < 100)) return Refusal.Conflict("execution.open", new Fact("count", _milestones.Count(m => m.Percent < 100)));
        if (Words.Check("summary", summary, Milestone.LongestNote) is { } wrong) return wrong;
        (CompletedAt, Summary) = (now, summary);
        var survey = Survey.Of(CommunityId, $"decisions/{DecisionId}", now, days: days);
        Raise(new ExecutionCompleted(CommunityId, DecisionId, survey.Until, summary!));
        return survey;
    }
}
