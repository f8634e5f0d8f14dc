using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Calls;

/// <summary>A call was called off: by whom, when and why. Final.</summary>
public sealed record CallingOff(AccountId By, string Name, Role As, string Of, string Reason, DateTimeOffset At);

/// <summary>More time for a call, never less; and its end before it is answered.</summary>
public sealed partial class Call
{
    private readonly List<CallProlonging> _prolongings = [];

    /// <summary>The longest reason for prolonging or calling off, in characters as people count them.</summary>
    public const int LongestReason = 500;

    /// <summary>How its end was put off, the earliest first.</summary>
    public IReadOnlyList<CallProlonging> Prolongings => _prolongings;

    /// <summary>Set where it was called off.</summary>
    public CallingOff? CalledOff { get; private set; }

    /// <summary>Those who asked give more time: only later, only before the end, ninety days in all.</summary>
    public Outcome<CallProlonging> Prolong(DateTimeOffset until, string? reason, Byline by, DateTimeOffset now)
    {
        if (BarsAsking(now) is { } barred) return barred;
        if (until <= ClosesAt) return Refusal.Invalid("closesAt", "call.not-later", new Fact("at", ClosesAt));
        if (until > OpenedAt.AddDays(MostDays)) return Refusal.Invalid("closesAt", "call.late", new Fact("most", MostDays));
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        var more = new CallProlonging(Id, _prolongings.Count + 1, ClosesAt, until, reason!.Trim(), by, now);
        _prolongings.Add(more);
        ClosesAt = until;
        Raise(new CallProlonged(CommunityId, Id, until, more.Reason));
        TellMatter();
        return more;
    }

    /// <summary>Those who asked call it off, before it is answered: nothing more is taken, and no outcome is owed.</summary>
    public Outcome<Done> CallOff(string? reason, Byline by, DateTimeOffset now)
    {
        if (StateAt(now) is CallState.Concluded) return Refusal.Conflict("call.concluded");
        if (CalledOff is not null) return Refusal.Conflict("call.called-off");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        CalledOff = new(by.AccountId, by.Name, by.As, by.Of, reason!.Trim(), now);
        Raise(new CallCalledOff(CommunityId, Id, Given, CalledOff.Reason));
        TellMatter();
        return Outcome.Done;
    }

    private void TellMatter()
    {
        if (Matter is { } matter) Raise(new CallOfMatterChanged(CommunityId, matter));
    }

    /// <summary>A contribution of this call was hidden: no outcome is owed for it any more.</summary>
    public void Lose(Contribution contribution)
    {
        if (Conclusion is null && CalledOff is null && contribution.Outcome == ContributionOutcome.Pending) Pending--;
        TellMatter();
    }

    /// <summary>A hidden contribution is shown again: an outcome is owed, unless the call was answered meanwhile.</summary>
    public void Regain(Contribution contribution)
    {
        if (Conclusion is null && CalledOff is null && contribution.Outcome == ContributionOutcome.Pending) Pending++;
        TellMatter();
    }

    // Nothing is asked of anybody once the period is over.
    private Refusal? BarsAsking(DateTimeOffset now) => StateAt(now) switch
    {
        CallState.CalledOff => Refusal.Conflict("call.called-off"),
        CallState.Open => null,
        _ => Refusal.Conflict("call.over", new Fact("at", ClosesAt)),
    };
}

/// <summary>More time for a call, and why. Added, never changed.</summary>
public sealed class CallProlonging
{
    private CallProlonging() { }

    internal CallProlonging(CallId call, int order, DateTimeOffset before, DateTimeOffset until, string reason, Byline by, DateTimeOffset at) =>
        (CallId, Order, Before, Until, Reason, By, At) = (call, order, before, until, reason, by, at);

    /// <summary>The call.</summary>
    public CallId CallId { get; private set; }

    /// <summary>From 1.</summary>
    public int Order { get; private set; }

    /// <summary>When it would have closed, UTC.</summary>
    public DateTimeOffset Before { get; private set; }

    /// <summary>When it closes instead, UTC.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Why, for everybody.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who says so.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
