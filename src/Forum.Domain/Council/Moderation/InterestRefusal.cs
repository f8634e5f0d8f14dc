using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Moderation;

/// <summary>It was said that an interest is over, and an officer did not confirm it: the interest stands. Added, never changed.</summary>
public sealed class InterestRefusal
{
    private InterestRefusal() { }

    internal InterestRefusal(InterestId interest, int number, InterestPlea plea, Byline by, string reason, DateTimeOffset at) =>
        (InterestId, Number, PleaBy, PleaAt, Plea, By, Reason, At) = (interest, number, plea.By, plea.At, plea.Reason, by, reason, at);

    /// <summary>The interest.</summary>
    public InterestId InterestId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>Who said that it is over.</summary>
    public AccountId PleaBy { get; private set; }

    /// <summary>When they said so, UTC.</summary>
    public DateTimeOffset PleaAt { get; private set; }

    /// <summary>Why it should be over, in their words.</summary>
    public string Plea { get; private set; } = "";

    /// <summary>Who refused it.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Why, for everybody.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}
