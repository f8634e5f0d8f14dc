using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>Its steps in the hall: collecting, admission, deliberation, final text; and the ends that need no poll.</summary>
public sealed partial class Proposal
{
    private readonly List<StepStop> _steps = [];

    /// <summary>What it is about, for its threshold and its time for endorsements; none where the author named nothing.</summary>
    public string? Category { get; private set; }

    /// <summary>The periods that it began with.</summary>
    public ProposalPeriods Periods { get; private set; } = ProposalPlan.Usual.Periods;

    /// <summary>The step that it is in.</summary>
    public ProposalStep Step { get; private set; }

    /// <summary>The steps it entered, in order.</summary>
    public IReadOnlyList<StepStop> Steps => _steps;

    /// <summary>When its next step falls due by itself, UTC; nothing where it waits for somebody.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The committee's no, if it said so.</summary>
    public AdmissionRefusal? Refused { get; private set; }

    /// <summary>Set where it ended without a poll.</summary>
    public ProposalEnding? Ending { get; private set; }

    /// <summary>Whether its text may still change: until it is final.</summary>
    public bool IsChanging => IsOpen && Step < ProposalStep.Final;

    /// <summary>Whether the committee's answer is due.</summary>
    public bool AwaitsAdmission => IsOpen && Step == ProposalStep.Admission && Refused is null;

    /// <summary>Whether it was not admitted and ends there, unless an appeal holds.</summary>
    public bool IsRefused => IsOpen && Step == ProposalStep.Admission && Refused is not null;

    /// <summary>Whether an appeal waits for somebody else's word.</summary>
    public bool AwaitsAppeal => IsOpen && Refused is { Appeal: not null, Answer: null };

    /// <summary>The committee takes it up for discussion.</summary>
    public Outcome<Done> Admit(DateTimeOffset now)
    {
        if (!AwaitsAdmission) return Refusal.Conflict("admission.not-now");
        Enter(ProposalStep.Deliberation, now);
        return Outcome.Done;
    }

    /// <summary>The committee says no, with a reason, and never to a proposal of its own hand.</summary>
    public Outcome<Done> RefuseAdmission(Byline by, string? reason, DateTimeOffset now)
    {
        if (!AwaitsAdmission) return Refusal.Conflict("admission.not-now");
        if (by.AccountId == Author.AccountId) return Refusal.Barred("admission.own");
        if (Words.Check("reason", reason, AdmissionRefusal.LongestReason) is { } wrong) return wrong;
        Refused = new(by, reason!, now, now.AddDays(Periods.Appeal));
        DueAt = Refused.AppealUntil;
        Replan(now);
        Raise(new AdmissionRefused(CommunityId, Id, reason!));
        return Outcome.Done;
    }

    /// <summary>The author appeals, once and in time.</summary>
    public Outcome<Done> Appeal(AccountId by, string? reason, DateTimeOffset now, PersonId? person = null)
    {
        if (!IsLedBy(by, person)) return Refusal.Barred("appeal.not-yours");
        if (!IsOpen || Refused is not { Appeal: null } refused) return Refusal.Conflict("appeal.nothing");
        if (now >= refused.AppealUntil) return Refusal.Conflict("appeal.late", new Fact("at", refused.AppealUntil));
        if (Words.Check("reason", reason, AdmissionRefusal.LongestReason) is { } wrong) return wrong;
        refused.Hear(reason!, now);
        DueAt = null;
        Replan(now);
        Raise(new AdmissionAppealed(CommunityId, Id, reason!));
        return Outcome.Done;
    }

    /// <summary>Somebody other than whoever refused, and than the author, decides on the appeal.</summary>
    public Outcome<Done> AnswerAppeal(Byline by, bool admits, string? reason, DateTimeOffset now)
    {
        if (!AwaitsAppeal) return Refusal.Conflict("appeal.nothing");
        if (by.AccountId == Refused!.By || by.AccountId == Author.AccountId) return Refusal.Barred("appeal.own");
        if (Words.Check("reason", reason, AdmissionRefusal.LongestReason) is { } wrong) return wrong;
        Refused.Settle(new(by.AccountId, by.Name, by.As, by.Of, admits, reason!, now));
        Raise(new AppealAnswered(CommunityId, Id, admits, reason!));
        if (admits) Enter(ProposalStep.Deliberation, now);
        else End(new(EndingKind.Refused, now, Refused.Reason, null));
        return Outcome.Done;
    }

    /// <summary>The author takes it back in public, as long as no poll has opened.</summary>
    public Outcome<Done> TakeBack(AccountId by, string? reason, DateTimeOffset now, PersonId? person = null) =>
        !IsLedBy(by, person) ? Refusal.Barred("proposal.author-withdraws") : TakeBack(IsPen(by, person) ? Author : null, reason, now);

    /// <summary>Both authors agreed that it goes into another. Its endorsements stay where they were given.</summary>
    internal void JoinTo(ProposalId other, string reason, DateTimeOffset now) => End(new(EndingKind.Merged, now, reason, other));

    /// <summary>What falls due by itself: time for endorsements is over, silence admits, a refusal stands, the text becomes final.</summary>
    public Outcome<Done> FallDue(DateTimeOffset now)
    {
        if (!IsOpen || DueAt is not { } due || now < due) return Refusal.Conflict("proposal.not-due");
        switch (Step)
        {
            case ProposalStep.Collecting when Periods.AtEnd == ShortOfThreshold.IsAdmittedOrNot: Enter(ProposalStep.Admission, due); break;
            case ProposalStep.Collecting when Periods.AtEnd == ShortOfThreshold.IsExtended && !_steps[^1].Extended: ExtendCollecting(); break;
            case ProposalStep.Collecting: End(new(EndingKind.Lapsed, due, null, null)); break;
            case ProposalStep.Admission when Refused is { } refused: End(new(EndingKind.Refused, due, refused.Reason, null)); break;
            case ProposalStep.Admission: Enter(ProposalStep.Deliberation, due); break;
            default: Enter(ProposalStep.Final, due); break;
        }
        return Outcome.Done;
    }

    /// <summary>Why its poll may not be set up, or not opened yet; nothing where it may.</summary>
    public Refusal? BarsPoll(bool opening, DateTimeOffset now)
    {
        if (Ending is not null) return Refusal.Conflict("proposal.ended");
        if (!IsShown) return Refusal.Conflict("proposal.hidden");
        if (IsRefused) return Refusal.Conflict("proposal.admission-refused");
        if (!opening || !Periods.Strict || Station >= MatterStation.Voted) return null;
        var bare = Periods.Final == 0 ? ProposalStep.Deliberation : ProposalStep.Final;
        return Step < bare || now < _steps[^1].Until ? Refusal.Conflict("proposal.not-final", new Fact("until", Dates(now)[^1].Until)) : null;
    }

    private void Begin(string? category, ProposalPlan plan, DateTimeOffset now)
    {
        (Category, Periods, Threshold) = (category, plan.PeriodsOf(category), plan.ThresholdOf(category));
        Enter(ProposalStep.Collecting, now);
    }

    private void CountedIn(DateTimeOffset now)
    {
        if (Step == ProposalStep.Collecting && Endorsed >= Threshold) Enter(ProposalStep.Admission, now);
    }

    private void ExtendCollecting()
    {
        _steps[^1].Extend(_steps[^1].Until.AddDays(Periods.Collecting));
        DueAt = _steps[^1].Until;
        Replan(_steps[^1].At);
        Raise(new ProposalStepped(CommunityId, Id, Step, DueAt.Value) { Change = StepChange.Extended });
    }

    // A step of no days is passed by; without days for a final text the discussion lasts until the poll opens.
    private void Enter(ProposalStep step, DateTimeOffset now)
    {
        while (step < ProposalStep.Deliberation && Periods.Of(step) == 0) step++;
        var until = now.AddDays(Periods.Of(step));
        Step = step;
        _steps.Add(new(step, now, until));
        DueAt = step == ProposalStep.Final || (step == ProposalStep.Deliberation && Periods.Final == 0) ? null : until;
        Replan(now);
        Raise(new ProposalStepped(CommunityId, Id, step, until) { Short = step == ProposalStep.Admission && Endorsed < Threshold });
    }

    // Until when it is discussed as things stand; nobody knows while an appeal waits.
    private void Replan(DateTimeOffset now) => _stops.FirstOrDefault(s => s.Station == MatterStation.Discussed)?.Last(AwaitsAppeal ? null : Dates(now)[^1].Until);

    private void End(ProposalEnding ending)
    {
        (Ending, DueAt) = (ending, null);
        Raise(new ProposalEnded(CommunityId, Id, ending.Kind, ending.Reason, ending.Into));
    }
}
