using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Proposals;

/// <summary>What happened to a proposal's step.</summary>
public enum StepChange
{
    /// <summary>It began.</summary>
    Entered = 1,
    /// <summary>Its time for endorsements was given once more.</summary>
    Extended,
    /// <summary>It lasts longer by as much as was lost while the proposal was hidden.</summary>
    GivenBack,
}

/// <summary>A proposal entered a step, or has more time in it.</summary>
public sealed record ProposalStepped(PlaceId CommunityId, ProposalId Proposal, ProposalStep Step, DateTimeOffset Until) : IOfficialAct
{
    /// <summary>Which of these.</summary>
    public StepChange Change { get; init; } = StepChange.Entered;

    /// <summary>Whether too few endorsed it for the step that it entered all the same.</summary>
    public bool Short { get; init; }

    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "proposal.stepped";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("step", Step), new("until", Until)];
}

/// <summary>The committee refused a proposal.</summary>
public sealed record AdmissionRefused(PlaceId CommunityId, ProposalId Proposal, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "admission.refused";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("words", new Seal(Reason))];
}

/// <summary>The author appealed.</summary>
public sealed record AdmissionAppealed(PlaceId CommunityId, ProposalId Proposal, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "admission.appealed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("words", new Seal(Reason))];
}

/// <summary>Somebody else decided on the appeal.</summary>
public sealed record AppealAnswered(PlaceId CommunityId, ProposalId Proposal, bool Admits, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "admission.appeal-answered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("admits", Admits), new("words", new Seal(Reason))];
}

/// <summary>A proposal ended without a poll.</summary>
public sealed record ProposalEnded(PlaceId CommunityId, ProposalId Proposal, EndingKind Kind, string? Reason, ProposalId? Into) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "proposal.ended";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts =>
        [new("kind", Kind), .. Reason is { } reason ? [new Fact("words", new Seal(reason))] : Array.Empty<Fact>(), .. Into is { } into ? [new Fact("into", into)] : Array.Empty<Fact>()];
}
