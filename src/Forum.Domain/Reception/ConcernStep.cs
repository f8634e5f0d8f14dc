using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Reception;

/// <summary>One step in a concern's history. Added, never changed.</summary>
public sealed class ConcernStep
{
    private ConcernStep() { }

    internal ConcernStep(int order, ConcernStepKind kind, Byline by, DateTimeOffset at, string? text = null, UnitId? unit = null, string? before = null, string? after = null) =>
        (Order, Kind, By, At, Text, UnitId, Before, After) = (order, kind, by, at, text, unit, before, after);

    /// <summary>Its place in the history, from 1.</summary>
    public int Order { get; private set; }

    /// <summary>What it was.</summary>
    public ConcernStepKind Kind { get; private set; }

    /// <summary>Who took it.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What was said with it.</summary>
    public string? Text { get; private set; }

    /// <summary>The unit it went to.</summary>
    public UnitId? UnitId { get; private set; }

    /// <summary>The value before a change.</summary>
    public string? Before { get; private set; }

    /// <summary>The value after a change, or the name of the unit it went to.</summary>
    public string? After { get; private set; }
}
