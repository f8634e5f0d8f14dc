using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Amendments;

/// <summary>What became of an amendment.</summary>
public enum AmendmentEnd
{
    /// <summary>采纳</summary>
    Accepted = 1,
    /// <summary>部分采纳</summary>
    AcceptedInPart,
    /// <summary>未采纳</summary>
    Declined,
    /// <summary>撤回</summary>
    Withdrawn,
    /// <summary>文本定稿时还没有处理</summary>
    Lapsed,
}

/// <summary>What became of an amendment: how, by whom, when, why, and the version it led to.</summary>
public sealed class AmendmentSettlement
{
    private AmendmentSettlement() { }

    internal AmendmentSettlement(AmendmentEnd end, Byline by, DateTimeOffset at, string? reason, int? version) => (End, By, At, Reason, Version) = (end, by, at, reason, version);

    /// <summary>How.</summary>
    public AmendmentEnd End { get; private set; }

    /// <summary>Who did it.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Why it was declined.</summary>
    public string? Reason { get; private set; }

    /// <summary>The version it led to, where it was accepted.</summary>
    public int? Version { get; private set; }
}
