using Forum.Domain.Kernel;

namespace Forum.Domain.Voting;

public sealed partial class Poll
{
    /// <summary>The longest reason for calling a poll off, in UTF-16 units.</summary>
    public const int LongestReason = 400;

    /// <summary>Stands in place of a reason where its matter ended before it opened.</summary>
    public const string MatterEnded = "matter-ended";

    /// <summary>Why it was called off, in somebody's words, or <see cref="MatterEnded"/>.</summary>
    public string? CalledOffFor { get; private set; }

    /// <summary>Whether it was called off while it was open, since it could not be counted any more.</summary>
    public bool Broke => State == PollState.CalledOff && OpenedAt is not null;

    /// <summary>The matter that it is about was hidden or shown again, and with it the poll.</summary>
    public void MatterTurned() => Raise(new PollMatterTurned(CommunityId, Id));

    /// <summary>
    /// Calls it off before it opens, and leaves its place among the rounds to another; its key, where it is secret, is destroyed.
    /// Refused without a reason, and from the opening on: what people are voting in is counted, as long as it can be.
    /// </summary>
    /// <param name="reason">Why.</param>
    /// <param name="faults">Of an open poll, why it can never be counted rightly: what somebody changed past the portal, or that nobody may sign its tokens.</param>
    public Outcome<Done> CallOff(string? reason, IReadOnlyList<string>? faults = null)
    {
        if (State is PollState.Closed || (State is PollState.Open && faults is not { Count: > 0 })) return Refusal.Conflict("poll.runs");
        if (State is PollState.CalledOff) return Refusal.Conflict("poll.called-off");
        if (Words.Check("reason", reason, LongestReason) is { } words) return words;
        // Which is the portal's own word.
        if (reason!.Trim() == MatterEnded) return Refusal.Invalid("reason", "reason.missing");
        CallOff(reason.Trim(), OpenedAt is null ? null : string.Join("; ", faults!));
        return Outcome.Done;
    }

    /// <summary>Its matter ended before it opened, so that it cannot be voted on any more: it is called off by that.</summary>
    public void EndWithMatter()
    {
        if (State == PollState.Draft) CallOff(MatterEnded, found: null);
    }

    private void CallOff(string reason, string? found)
    {
        (State, CalledOffFor, After) = (PollState.CalledOff, reason, OpenedAt is null ? null : After);
        Raise(new PollCalledOff(CommunityId, Id, reason, Matter, found));
        TellMatter();
        if (Secrecy == Secrecy.Secret) Raise(new PollKeyDestroyed(CommunityId, Id, KeyHash!));
    }

    // Before the opening its matter does not move, but says that there is a poll.
    private void TellMatter()
    {
        if (Matter is { } matter) Raise(new PollOfMatterChanged(CommunityId, matter));
    }

    // What can be set is set before the opening.
    private Refusal? BarsPreparing => State switch { PollState.Draft => null, PollState.CalledOff => Refusal.Conflict("poll.called-off"), _ => Refusal.Conflict("poll.opened") };
}

/// <summary>A poll was called off before it opened or, where it could not go on, afterwards. The ledger keeps a seal of the reason, and what was found.</summary>
public sealed record PollCalledOff(PlaceId CommunityId, PollId Poll, string Reason, string? Matter, string? Found) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"polls/{Poll}";

    /// <inheritdoc />
    public string Act => "poll.called-off";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("reason", new Seal(Reason)), .. Found is { } found ? [new Fact("found", found)] : Array.Empty<Fact>()];
}
