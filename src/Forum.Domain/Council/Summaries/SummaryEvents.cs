using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Summaries;

/// <summary>A facilitator summed a discussion up.</summary>
public sealed record SummaryWritten(PlaceId CommunityId, ProposalId Proposal, int Number, int UpTo, string Body) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "summary.written";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("number", Number), new("upTo", UpTo), new("words", new Seal(Body))];
}

/// <summary>Somebody disputes a summary.</summary>
public sealed record SummaryDisputed(PlaceId CommunityId, ProposalId Proposal, int Summary, int Number, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "summary.disputed";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("summary", Summary), new("number", Number), new("words", new Seal(Reason))];
}

/// <summary>A facilitator answered a dispute.</summary>
public sealed record SummaryDisputeAnswered(PlaceId CommunityId, ProposalId Proposal, int Summary, int Number, string Answer) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Proposal}";

    /// <inheritdoc />
    public string Act => "summary.answered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("summary", Summary), new("number", Number), new("words", new Seal(Answer))];
}
