using Forum.Domain.Kernel;

namespace Forum.Domain.Register;

/// <summary>How a dispute was settled: by whom, when, whether the joining ended, and why.</summary>
public sealed record DisputeSettling(AccountId By, DateTimeOffset At, bool Upheld, string Reason);

/// <summary>Somebody of the same home says that this is not the person.</summary>
public sealed class JoiningDispute
{
    private JoiningDispute() { }

    internal JoiningDispute(int order, AccountId by, DateTimeOffset at, string reason) => (Order, By, At, Reason) = (order, by, at, reason);

    /// <summary>Its place among the disputes, from 1.</summary>
    public int Order { get; private set; }

    /// <summary>Who says so.</summary>
    public AccountId By { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>How it was settled; none while it is open.</summary>
    public DisputeSettling? Settling { get; internal set; }
}

/// <summary>
/// Somebody having joined the portal as a person of the register. Everybody of that home sees it and may dispute it;
/// who keeps the register settles the dispute, never in their own matter.
/// </summary>
public sealed class Joining : Aggregate
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int LongestReason = 400;

    private readonly List<JoiningDispute> _disputes = [];

    private Joining() { }

    /// <summary>The joining.</summary>
    public JoiningId Id { get; private set; }

    /// <summary>As whom.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>With which account.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The home whose letter carried the code.</summary>
    public PlaceId HomeId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>When an upheld dispute ended it; none while it holds.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What was said against it, oldest first.</summary>
    public IReadOnlyList<JoiningDispute> Disputes => _disputes;

    /// <summary>The dispute that waits to be settled.</summary>
    public JoiningDispute? Open => _disputes.Find(d => d.Settling is null);

    /// <summary>Somebody joined with a code.</summary>
    public static Joining Make(JoiningId id, JoinCode code, AccountId account, DateTimeOffset now)
    {
        var made = new Joining { Id = id, CommunityId = code.CommunityId, PersonId = code.PersonId, AccountId = account, HomeId = code.HomeId, At = now };
        made.Raise(new PersonJoined(made.CommunityId, id, made.PersonId, account, made.HomeId));
        return made;
    }

    /// <summary>Somebody of the home says that this is not the person. Refused where one is open or the joining has ended, and to the one who joined.</summary>
    public Outcome<Done> Dispute(AccountId by, string reason, DateTimeOffset now)
    {
        if (by == AccountId) return Refusal.Barred("joining.your-own");
        if (EndedAt is not null) return Refusal.Conflict("joining.ended");
        if (Open is not null) return Refusal.Conflict("joining.disputed-already");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        _disputes.Add(new(_disputes.Count + 1, by, now, reason));
        Raise(new JoiningMoved(CommunityId, Id, "joining.disputed", reason));
        return Outcome.Done;
    }

    /// <summary>The keeper of the register settles it; upheld, the joining ends. Refused to either side of the dispute.</summary>
    public Outcome<Done> Settle(AccountId by, bool upheld, string reason, DateTimeOffset now)
    {
        if (Open is not { } open) return Refusal.Conflict("joining.not-disputed");
        if (by == AccountId || by == open.By) return Refusal.Barred("joining.own-matter");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        open.Settling = new(by, now, upheld, reason);
        if (upheld) EndedAt = now;
        Raise(new JoiningMoved(CommunityId, Id, upheld ? "joining.ended" : "joining.upheld", reason));
        return Outcome.Done;
    }
}
