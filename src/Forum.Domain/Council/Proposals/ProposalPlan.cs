using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Proposals;

/// <summary>The steps of a proposal in the hall, before its poll.</summary>
public enum ProposalStep
{
    /// <summary>附议: endorsements are collected.</summary>
    Collecting = 1,
    /// <summary>立项: the committee admits it or says why not.</summary>
    Admission,
    /// <summary>讨论: it is discussed; its text may still change.</summary>
    Deliberation,
    /// <summary>定稿: the text is final and waits for its poll.</summary>
    Final,
}

/// <summary>What becomes of a proposal whose time for endorsements ran out below its threshold.</summary>
public enum ShortOfThreshold
{
    /// <summary>It ends there.</summary>
    Lapses = 1,
    /// <summary>It has the same time once more, then it ends.</summary>
    IsExtended,
    /// <summary>The committee decides all the same whether it is admitted.</summary>
    IsAdmittedOrNot,
}

/// <summary>How long each step lasts, in days; nought passes a step by. A running proposal keeps those it began with.</summary>
/// <param name="Collecting">For endorsements.</param>
/// <param name="AtEnd">What becomes of it below its threshold.</param>
/// <param name="Admission">In which the committee answers; its silence admits.</param>
/// <param name="Appeal">In which a refusal can be appealed against.</param>
/// <param name="Deliberation">For discussion.</param>
/// <param name="Final">From the final text to the poll, at least; nought leaves the text open until the poll opens.</param>
/// <param name="Strict">Whether no poll opens before the final text has stood its days. Otherwise those who may hold a poll may hold it earlier, in public.</param>
/// <param name="Poll">For the poll, as planned: whoever sets it up says when it closes.</param>
/// <param name="Notice">The whole days that a result is on public notice.</param>
/// <param name="Decision">For the decision after that, as planned.</param>
/// <param name="Evaluation">For the survey once all is carried out.</param>
public sealed record ProposalPeriods(int Collecting, ShortOfThreshold AtEnd, int Admission, int Appeal, int Deliberation, int Final, bool Strict, int Poll = 7, int Notice = 5, int Decision = 7, int Evaluation = 30)
{
    /// <summary>The days of each, by the names that programs use.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<(string Name, int Days)> All =>
        [("collecting", Collecting), ("admission", Admission), ("appeal", Appeal), ("deliberation", Deliberation), ("final", Final), ("poll", Poll), ("notice", Notice), ("decision", Decision), ("evaluation", Evaluation)];

    /// <summary>The days of a step.</summary>
    public int Of(ProposalStep step) => step switch
    {
        ProposalStep.Collecting => Collecting, ProposalStep.Admission => Admission, ProposalStep.Deliberation => Deliberation, _ => Final,
    };
}

/// <summary>How a community handles proposals.</summary>
/// <param name="Threshold">Endorsements that take a proposal to its admission.</param>
/// <param name="Thresholds">Those of single categories that differ.</param>
/// <param name="Periods">How long each step lasts.</param>
/// <param name="Collecting">The days for endorsements of single categories that differ.</param>
public sealed record ProposalPlan(int Threshold, IReadOnlyDictionary<string, int> Thresholds, ProposalPeriods Periods, IReadOnlyDictionary<string, int>? Collecting = null)
{
    /// <summary>The days for endorsements of single categories that differ.</summary>
    public IReadOnlyDictionary<string, int> Collecting { get; init; } = Collecting ?? new Dictionary<string, int>();

    /// <summary>The most endorsements that may be asked.</summary>
    public const int MostEndorsements = 100_000;

    /// <summary>The longest step, in days.</summary>
    public const int MostDays = 366;

    /// <summary>Five endorsements in thirty days, a week for the answer and for an appeal, two weeks of discussion, three days for the final text.</summary>
    public static readonly ProposalPlan Usual = new(5, new Dictionary<string, int>(), new(30, ShortOfThreshold.Lapses, 7, 7, 14, 3, false));

    /// <summary>The threshold of a category.</summary>
    public int ThresholdOf(string? category) => category is not null && Thresholds.TryGetValue(category, out var own) ? own : Threshold;

    /// <summary>The periods of a category.</summary>
    public ProposalPeriods PeriodsOf(string? category) => category is not null && Collecting.TryGetValue(category, out var days) ? Periods with { Collecting = days } : Periods;

    /// <summary>What is wrong with the numbers; those of a category stand in fields such as <c>thresholds.safety</c>.</summary>
    public IEnumerable<Refusal> Wrong()
    {
        if (Threshold is < 1 or > MostEndorsements) yield return Refusal.Invalid("threshold", "plan.threshold", new Fact("most", MostEndorsements));
        foreach (var (category, own) in Thresholds)
            if (!ProposalCategories.Usual.Contains(category)) yield return Refusal.Invalid("thresholds", "plan.category", new Fact("category", category));
            else if (own is < 1 or > MostEndorsements) yield return Refusal.Invalid($"thresholds.{category}", "plan.threshold", new Fact("most", MostEndorsements));
        foreach (var (category, days) in Collecting)
            if (!ProposalCategories.Usual.Contains(category)) yield return Refusal.Invalid("collecting", "plan.category", new Fact("category", category));
            else if (days is < 0 or > MostDays) yield return Refusal.Invalid($"collecting.{category}", "plan.days", new Fact("most", MostDays));
        foreach (var (field, days) in Periods.All)
            if (days is < 0 or > MostDays) yield return Refusal.Invalid(field, "plan.days", new Fact("most", MostDays));
            // What is on notice can be objected to, and what is carried out evaluated.
            else if (days == 0 && field is ("notice" or "evaluation")) yield return Refusal.Invalid(field, "plan.at-least-one");
        if (!Enum.IsDefined(Periods.AtEnd)) yield return Refusal.Invalid("atEnd", "plan.at-end");
        // An admission that can be refused can be appealed against.
        if (Periods is { Admission: > 0, Appeal: 0 }) yield return Refusal.Invalid("appeal", "plan.appeal");
    }
}

/// <summary>What proposals are about.</summary>
public static class ProposalCategories
{
    /// <summary>As for concerns: out of one may grow the other.</summary>
    public static readonly IReadOnlyList<string> Usual = ["facilities", "environment", "property", "safety", "health", "education", "culture", "other"];
}
