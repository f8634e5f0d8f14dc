using Forum.Domain.Kernel;

namespace Forum.Domain.Notifications;

/// <summary>The way in which somebody was told who reads no mail.</summary>
public enum TellingWay
{
    /// <summary>At the door.</summary>
    Door = 1,
    /// <summary>By telephone.</summary>
    Phone,
    /// <summary>By a slip of paper under the door.</summary>
    Paper,
}

/// <summary>Somebody who reads no mail was told of one thing, once, by whom and how.</summary>
public sealed class Telling : Aggregate
{
    private Telling() { }

    /// <summary>Whom: somebody of the register, or a household under its home's id.</summary>
    public VoterId Whom { get; private set; }

    /// <summary>Of what: <c>polls/{id}</c>, or a line of news by its number.</summary>
    public string About { get; private set; } = "";

    /// <summary>By whom.</summary>
    public AccountId By { get; private set; }

    /// <summary>How.</summary>
    public TellingWay Way { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Somebody was told.</summary>
    public static Outcome<Telling> Make(PlaceId community, VoterId whom, string about, AccountId by, TellingWay? way, DateTimeOffset now) => way is { } how
        ? new Telling { CommunityId = community, Whom = whom, About = about, By = by, Way = how, At = now } : Refusal.Invalid("way", "way.missing");
}
