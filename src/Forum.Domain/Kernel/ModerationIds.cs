namespace Forum.Domain.Kernel;

/// <summary>Somebody's report of a text.</summary>
public readonly record struct ReportId(Guid Value) : IId<ReportId>
{
    /// <inheritdoc />
    public static ReportId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A line of the public log of what was hidden.</summary>
public readonly record struct HidingId(Guid Value) : IId<HidingId>
{
    /// <inheritdoc />
    public static HidingId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>An interest that somebody declared in a matter.</summary>
public readonly record struct InterestId(Guid Value) : IId<InterestId>
{
    /// <inheritdoc />
    public static InterestId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
