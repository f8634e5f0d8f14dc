using Forum.Council.Moderation;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Council.Steps;

/// <summary>Where a proposal is in the hall, what comes when, and what the caller may do about it.</summary>
/// <param name="Strict">Whether no poll opens before the final text has stood its days.</param>
public sealed record HallView(
    string? Category, ProposalStep Step, IReadOnlyList<PlannedStep> Steps, ShortOfThreshold AtEnd, bool Extended, bool Strict, AdmissionView? Refused, ProposalEnding? Ending, string? IntoTitle, HallActions May)
{
    /// <summary>The stations still to come, as they are planned from now on.</summary>
    public IReadOnlyList<PlannedStation> Ahead { get; init; } = [];

    /// <summary>The steps that its poll was opened without.</summary>
    public IReadOnlyList<ProposalStep> LeftOut { get; init; } = [];

    /// <summary>The days of the survey once all is carried out.</summary>
    public int EvaluationDays { get; init; }
}

/// <summary>A station with the dates that it is to have if all goes as planned.</summary>
public sealed record PlannedStation(MatterStation Station, DateTimeOffset From, DateTimeOffset Until);

/// <summary>A step with its dates: as they were, or as they are planned.</summary>
/// <param name="Reached">Whether it began.</param>
public sealed record PlannedStep(ProposalStep Step, DateTimeOffset From, DateTimeOffset Until, bool Reached)
{
    /// <summary>Whether it is over, runs, runs longer than was planned, or is to come.</summary>
    public StepTime Time { get; init; }
}

/// <summary>The committee's no, the appeal, and the word on it, as everybody reads them.</summary>
public sealed record AdmissionView(Byline By, string Reason, DateTimeOffset At, DateTimeOffset AppealUntil, string? Appeal, AppealAnswerView? Answer)
{
    public static AdmissionView? Of(AdmissionRefusal? r) => r is null ? null : new(new(r.By, r.Name, r.As, r.Of), r.Reason, r.At, r.AppealUntil, r.Appeal, r.Answer is { } a ? new(new(a.By, a.Name, a.As, a.Of), a.Admits, a.Reason, a.At) : null);
}

public sealed record AppealAnswerView(Byline By, bool Admits, string Reason, DateTimeOffset At);

public sealed record HallActions(bool Admit, bool Appeal, bool AnswerAppeal, bool TakeBack, bool Merge)
{
    /// <summary>Whether it waits for the caller's office, and they have an interest in the matter.</summary>
    public bool Recused { get; init; }

    /// <summary>Whether it waits for the caller's office, and they write the proposal.</summary>
    public bool Own { get; init; }
}

public static class Hall
{
    /// <param name="leads">Whether the caller does what its author does: not a pen that has an interest, or left its office.</param>
    /// <param name="office">Whether the caller may take it back by office.</param>
    /// <param name="step">How the caller signs the admission, or its appeal, that the proposal waits for.</param>
    public static HallView Show(Proposal p, string? intoTitle, Caller caller, bool leads, bool office, Outcome<Byline> step, DateTimeOffset now)
    {
        var own = p.IsLedBy(caller.AccountId, caller.PersonId);
        var (admits, hears) = (p.AwaitsAdmission, p.AwaitsAppeal && !own && caller.AccountId != p.Refused!.By);
        return new(
            p.Category, p.Step, [.. p.Dates(now).Select(s => new PlannedStep(s.Step, s.From, s.Until, s.Time != StepTime.Ahead) { Time = s.Time })], p.Periods.AtEnd, p.Steps[^1].Extended, p.Periods.Strict,
            AdmissionView.Of(p.Refused), p.Ending, intoTitle,
            new(admits && step.Ok, leads && p.IsOpen && p.Refused is { Appeal: null } refused && now < refused.AppealUntil,
                hears && step.Ok, (leads || office) && p.IsOpen, leads && p.IsOpen) { Recused = (admits || hears) && step.IsRecused(), Own = (admits || hears) && step.IsOwn() }) { Ahead = [.. p.Ahead(now).Select(a => new PlannedStation(a.Station, a.From, a.Until))], EvaluationDays = p.Periods.Evaluation, LeftOut = p.LeftOut };
    }
}
