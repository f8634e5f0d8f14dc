using System.Security.Cryptography;
using System.Text;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Dispatches;

/// <summary>A dispatch's stay with one Party unit: when it came and left, in how many of how many days, with what remark.</summary>
public sealed class DispatchHop
{
    private DispatchHop() { }

    internal DispatchHop(int order, PartyUnit unit, int days, DateTimeOffset arrivedAt) =>
        (Order, PartyUnitId, Level, Unit, Days, ArrivedAt) = (order, unit.Id, unit.Level, unit.Name, days, arrivedAt);

    /// <summary>Its place on the way, from 1.</summary>
    public int Order { get; private set; }

    /// <summary>The unit.</summary>
    public PartyUnitId PartyUnitId { get; private set; }

    /// <summary>The unit's level.</summary>
    public PartyLevel Level { get; private set; }

    /// <summary>The unit's name, as it was.</summary>
    public string Unit { get; private set; } = "";

    /// <summary>The days it had.</summary>
    public int Days { get; private set; }

    /// <summary>When it came, UTC.</summary>
    public DateTimeOffset ArrivedAt { get; private set; }

    /// <summary>When it was acknowledged.</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>When it went on, or was answered.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>Who acted last for the unit.</summary>
    public string? By { get; private set; }

    /// <summary>The remark beside the text.</summary>
    public string? Remark { get; private set; }

    /// <summary>Whether its deadline was missed.</summary>
    public bool Late { get; private set; }

    /// <summary>Whether nobody served there, so that the portal passed it up.</summary>
    public bool Unattended { get; private set; }

    internal void LeaveUnattended(DateTimeOffset now) => (LeftAt, Unattended) = (now, true);

    internal void Acknowledge(Byline by, DateTimeOffset now) => (AcknowledgedAt, By) = (now, by.Name);

    internal void Leave(Byline by, string? remark, DateTimeOffset now) => (LeftAt, By, Remark, Late) = (now, by.Name, remark, Late || now > ArrivedAt.AddDays(Days));

    internal void Miss() => Late = true;
}

/// <summary>A sealed piece: canonical JSON (RFC 8785) with the SHA-256 of its UTF-8 bytes, linked to the piece before. Never changes.</summary>
public sealed class SealedPart
{
    private SealedPart() { }

    internal SealedPart(int order, string json, string? previous, DateTimeOffset at) =>
        (Order, Json, Previous, At, Sha256) = (order, json, previous, at, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));

    /// <summary>1 is the report, the rest are addenda.</summary>
    public int Order { get; private set; }

    /// <summary>The canonical JSON.</summary>
    public string Json { get; private set; } = "";

    /// <summary>SHA-256 of the piece before.</summary>
    public string? Previous { get; private set; }

    /// <summary>SHA-256 of this piece, lower-case hex.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>A dispatch took a step.</summary>
public sealed record DispatchMoved(PlaceId CommunityId, DispatchId Dispatch, PollId Poll, string? Matter, string Act, PartyUnitId? Unit = null, string? Remark = null, string? Sha256 = null) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"dispatches/{Dispatch}";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts =>
    [
        new("poll", Poll),
        .. Unit is { } unit ? [new Fact("unit", unit)] : Array.Empty<Fact>(),
        .. Sha256 is { } hash ? [new Fact("sha256", hash)] : Array.Empty<Fact>(),
        .. Words.IsBlank(Remark) ? Array.Empty<Fact>() : [new Fact("remark", new Seal(Remark))],
    ];
}

/// <summary>The Party organisation answered.</summary>
public sealed record DispatchAnswered(PlaceId CommunityId, DispatchId Dispatch, PollId Poll, string? Matter, ReplyStance Stance, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"dispatches/{Dispatch}";

    /// <inheritdoc />
    public string Act => "dispatch.answered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("stance", Stance), new("reason", new Seal(Reason))];
}
