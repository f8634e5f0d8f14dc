using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Decisions;

/// <summary>What becomes of a decision (执行): its milestones, who has each, how far it is, and, once all is done, what people think of it.</summary>
public sealed class Execution : Aggregate
{
    /// <summary>The days in which a finished decision can be evaluated.</summary>
    public const int EvaluationDays = 30;

    /// <summary>Fewer answers than this are not shown, so that nobody's can be guessed.</summary>
    public const int FewestShown = 5;

    /// <summary>The most milestones of one decision.</summary>
    public const int MostMilestones = 40;

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

    /// <summary>Until when it can be evaluated, UTC.</summary>
    public DateTimeOffset? EvaluatedUntil { get; private set; }

    /// <summary>A published decision begins to be carried out. Refused where nothing was decided.</summary>
    public static Outcome<Execution> Of(Decision decision) =>
        decision.Decides ? new Execution { CommunityId = decision.CommunityId, DecisionId = decision.Id } : Refusal.Conflict("execution.nothing-decided");

    /// <summary>The committee says what is to be done by whom until when.</summary>
    public Outcome<Milestone> Plan(MilestoneId id, string? title, Unit owner, DateOnly dueOn, DateOnly today)
    {
        if (CompletedAt is not null) return Refusal.Conflict("execution.completed");
        if (owner.CommunityId != CommunityId) return Refusal.Invalid("unitId", "unit.missing");
        if (_milestones.Count >= MostMilestones) return Refusal.Conflict("execution.many", new Fact("most", MostMilestones));
        Refusal[] wrong = [.. new[] { Words.Check("title", title, Milestone.LongestTitle), dueOn < today ? Refusal.Invalid("dueOn", "milestone.past") : null }.OfType<Refusal>()];
        if (wrong.Length > 0) return Outcome<Milestone>.Refused(wrong);
        var milestone = new Milestone(id, DecisionId, _milestones.Count + 1, title!.Trim(), owner, dueOn);
        _milestones.Add(milestone);
        Raise(new MilestonePlanned(CommunityId, DecisionId, id, owner.Id, dueOn, title));
        return milestone;
    }

    /// <summary>Whoever has it says how far it is. A later day, and a step back, must be explained.</summary>
    public Outcome<Done> Report(MilestoneId id, Byline by, int percent, DateOnly? dueOn, string? note, DateTimeOffset now)
    {
        if (_milestones.FirstOrDefault(m => m.Id == id) is not { } milestone) return Refusal.NotFound;
        if (CompletedAt is not null) return Refusal.Conflict("execution.completed");
        var (before, delayed) = (milestone.Percent, dueOn > milestone.DueOn);
        var reported = milestone.Report(by, percent, dueOn, note, now);
        if (reported.Ok) Raise(new MilestoneReported(CommunityId, DecisionId, id, percent, milestone.DueOn, delayed, before < 100 && percent == 100, note));
        return reported;
    }

    /// <summary>The committee closes it when every milestone is done; from then on it is evaluated.</summary>
    public Outcome<Done> Complete(string? summary, DateTimeOffset now)
    {
        if (CompletedAt is not null) return Refusal.Conflict("execution.completed");
        if (_milestones.Count == 0 || _milestones.Any(m => m.Percent < 100)) return Refusal.Conflict("execution.open", new Fact("count", _milestones.Count(m => m.Percent < 100)));
        if (Words.Check("summary", summary, Milestone.LongestNote) is { } wrong) return wrong;
        (CompletedAt, Summary, EvaluatedUntil) = (now, summary, now.AddDays(EvaluationDays));
        Raise(new ExecutionCompleted(CommunityId, DecisionId, EvaluatedUntil.Value, summary!));
        return Outcome.Done;
    }

    /// <summary>Somebody whom it concerns says how satisfied they are; once for each account, which the database holds too.</summary>
    public Outcome<Evaluation> Evaluate(AccountId by, int score, string? remark, bool already, DateTimeOffset now)
    {
        if (EvaluatedUntil is not { } until) return Refusal.Conflict("evaluation.not-yet");
        if (now >= until) return Refusal.Conflict("evaluation.over", new Fact("at", until));
        if (already) return Refusal.Conflict("evaluation.given");
        if (score is < 1 or > 5) return Refusal.Invalid("score", "evaluation.score");
        if (!string.IsNullOrWhiteSpace(remark) && Words.Check("remark", remark, Evaluation.LongestRemark) is { } wrong) return wrong;
        Raise(new ExecutionEvaluated(CommunityId, DecisionId));
        return new Evaluation(DecisionId, by, score, string.IsNullOrWhiteSpace(remark) ? null : remark.Trim(), now);
    }
}
