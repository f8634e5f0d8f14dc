using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Moderation;

/// <summary>The end of a slow discussion: who ended it and when.</summary>
public sealed record SlowModeEnding(AccountId By, DateTimeOffset At);

/// <summary>A heated discussion goes slowly: one comment for each person in so many minutes, until a moderator ends it.</summary>
public sealed class SlowMode : Aggregate
{
    /// <summary>The longest wait: a day.</summary>
    public const int MostMinutes = 1440;

    /// <summary>So many comments of others one person may write down in that time, each of somebody else.</summary>
    public const int MostWrittenDown = 10;

    /// <summary>The longest reason, in characters as people count them.</summary>
    public const int LongestReason = 400;

    private SlowMode() { }

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>From 1, each time that it was set.</summary>
    public int Number { get; private set; }

    /// <summary>So long between two comments of one person.</summary>
    public int Minutes { get; private set; }

    /// <summary>Why, for everybody.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Who set it.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Set where it is over.</summary>
    public SlowModeEnding? Ending { get; private set; }

    /// <summary>A moderator slows a discussion down, or changes how slow it is.</summary>
    public static Outcome<SlowMode> Set(PlaceId community, ProposalId proposal, SlowMode? before, int minutes, string? reason, Byline by, DateTimeOffset now)
    {
        if (minutes is < 1 or > MostMinutes) return Refusal.Invalid("minutes", "slow.minutes", new Fact("most", MostMinutes));
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        if (before is { Ending: null }) before.Ending = new(by.AccountId, now);
        var slow = new SlowMode { CommunityId = community, ProposalId = proposal, Number = (before?.Number ?? 0) + 1, Minutes = minutes, Reason = reason!, By = by, At = now };
        slow.Raise(new SlowModeSet(community, proposal, minutes, reason!));
        return slow;
    }

    /// <summary>A moderator ends it.</summary>
    public Outcome<Done> Lift(AccountId by, DateTimeOffset now)
    {
        if (Ending is not null) return Refusal.Conflict("slow.none");
        Ending = new(by, now);
        Raise(new SlowModeLifted(CommunityId, ProposalId));
        return Outcome.Done;
    }

    /// <summary>Why whoever last spoke then may not speak now; nothing where they may.</summary>
    public Refusal? Bars(DateTimeOffset? lastSpoke, DateTimeOffset now) =>
        Ending is null && lastSpoke?.AddMinutes(Minutes) is { } again && now < again ? Refusal.Conflict("talk.slow", new("minutes", Minutes), new("at", again)) : null;

    /// <summary>Why whoever wrote down so many for others may not write down one more now; nothing where they may.</summary>
    /// <param name="written">When each was written down that lies no longer back than the wait.</param>
    public Refusal? BarsWriting(IReadOnlyCollection<DateTimeOffset> written) =>
        Ending is null && written.Count >= MostWrittenDown ? Refusal.Conflict("talk.slow-written", new("most", MostWrittenDown), new("minutes", Minutes), new("at", written.Order().ElementAt(written.Count - MostWrittenDown).AddMinutes(Minutes))) : null;
}
