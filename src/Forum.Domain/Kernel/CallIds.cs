namespace Forum.Domain.Kernel;

/// <summary>A call for input.</summary>
public readonly record struct CallId(Guid Value) : IId<CallId>
{
    /// <inheritdoc />
    public static CallId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A contribution to a call.</summary>
public readonly record struct ContributionId(Guid Value) : IId<ContributionId>
{
    /// <inheritdoc />
    public static ContributionId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
