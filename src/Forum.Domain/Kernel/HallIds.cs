namespace Forum.Domain.Kernel;

/// <summary>An offer to join one proposal to another.</summary>
public readonly record struct ProposalMergerId(Guid Value) : IId<ProposalMergerId>
{
    /// <inheritdoc />
    public static ProposalMergerId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A part of a decision that is to be carried out.</summary>
public readonly record struct MilestoneId(Guid Value) : IId<MilestoneId>
{
    /// <inheritdoc />
    public static MilestoneId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A proposed change of a proposal's text.</summary>
public readonly record struct AmendmentId(Guid Value) : IId<AmendmentId>
{
    /// <inheritdoc />
    public static AmendmentId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>One version of what sums a discussion up.</summary>
public readonly record struct SummaryId(Guid Value) : IId<SummaryId>
{
    /// <inheritdoc />
    public static SummaryId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>What somebody added to an evaluation. By chance alone, not in order of time as other ids are: it must not tell when the words came.</summary>
public readonly record struct RemarkId(Guid Value) : IId<RemarkId>
{
    /// <inheritdoc />
    public static RemarkId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>What somebody finds wrong with a summary.</summary>
public readonly record struct DisputeId(Guid Value) : IId<DisputeId>
{
    /// <inheritdoc />
    public static DisputeId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
