using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>A step that a proposal entered: when, and until when it lasts.</summary>
public sealed class StepStop
{
    private StepStop() { }

    internal StepStop(ProposalStep step, DateTimeOffset at, DateTimeOffset until) => (Step, At, Until) = (step, at, until);

    /// <summary>The step.</summary>
    public ProposalStep Step { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Until when it lasts, UTC.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Whether its time was given once more.</summary>
    public bool Extended { get; private set; }

    internal void Extend(DateTimeOffset until) => (Until, Extended) = (until, true);

    internal void PutOff(TimeSpan lost) => Until += lost;
}

/// <summary>The committee's no to a proposal, the appeal against it, and what became of that.</summary>
public sealed class AdmissionRefusal
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int LongestReason = 2000;

    private AdmissionRefusal() { }

    internal AdmissionRefusal(Byline by, string reason, DateTimeOffset at, DateTimeOffset appealUntil) => (By, Name, As, Of, Reason, At, AppealUntil) = (by.AccountId, by.Name, by.As, by.Of, reason, at, appealUntil);

    /// <summary>Who refused.</summary>
    public AccountId By { get; private set; }

    /// <summary>As signed.</summary>
    public string Name { get; private set; } = "";

    /// <summary>By which office: the committee's, or one that stood in.</summary>
    public Role As { get; private set; }

    /// <summary>Of which body or place that is.</summary>
    public string Of { get; private set; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Until when an appeal is heard, UTC.</summary>
    public DateTimeOffset AppealUntil { get; private set; }

    /// <summary>What the author says against it.</summary>
    public string? Appeal { get; private set; }

    /// <summary>When the author appealed, UTC.</summary>
    public DateTimeOffset? AppealedAt { get; private set; }

    /// <summary>What became of the appeal.</summary>
    public AppealAnswer? Answer { get; private set; }

    internal void Hear(string appeal, DateTimeOffset at) => (Appeal, AppealedAt) = (appeal, at);

    internal void Settle(AppealAnswer answer) => Answer = answer;

    internal void PutOff(TimeSpan lost) => AppealUntil += lost;
}

/// <summary>Somebody else's word on an appeal.</summary>
/// <param name="By">Whose.</param>
/// <param name="Name">As signed.</param>
/// <param name="As">By which office.</param>
/// <param name="Of">Of which body or place that is.</param>
/// <param name="Admits">Whether the proposal is admitted after all.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, UTC.</param>
public sealed record AppealAnswer(AccountId By, string Name, Role As, string Of, bool Admits, string Reason, DateTimeOffset At);

/// <summary>How a proposal ended without a poll.</summary>
public enum EndingKind
{
    /// <summary>Too few endorsed it in time.</summary>
    Lapsed = 1,
    /// <summary>It was not admitted.</summary>
    Refused,
    /// <summary>Its author withdrew it.</summary>
    Withdrawn,
    /// <summary>Its author joined it to another.</summary>
    Merged,
}

/// <summary>The end of a proposal without a poll.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why, in the words of whoever ended it.</param>
/// <param name="Into">The proposal that it was joined to.</param>
/// <param name="As">By which office it was withdrawn, where that was not whoever spoke it.</param>
/// <param name="Of">Of which body or place that office is.</param>
public sealed record ProposalEnding(EndingKind Kind, DateTimeOffset At, string? Reason, ProposalId? Into, Role? As = null, string? Of = null);
