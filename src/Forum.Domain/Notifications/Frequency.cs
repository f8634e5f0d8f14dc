namespace Forum.Domain.Notifications;

/// <summary>How often somebody is written to.</summary>
public enum Frequency
{
    /// <summary>As soon as it happened.</summary>
    AtOnce = 1,
    /// <summary>With the digest of the day.</summary>
    Daily,
    /// <summary>With the digest of the week.</summary>
    Weekly,
    /// <summary>Not at all.</summary>
    Never,
}

/// <summary>What a line of news is to the one who reads it.</summary>
public enum NewsKind
{
    /// <summary>Something waits for me in an office of mine.</summary>
    Duty = 1,
    /// <summary>Somebody answered or did what I asked for.</summary>
    Answer,
    /// <summary>I may vote.</summary>
    Vote,
    /// <summary>Something was done in my name, to my line of a register, or to my words.</summary>
    Guard,
    /// <summary>A matter in which I took part went on.</summary>
    Turn,
    /// <summary>Somebody spoke.</summary>
    Talk,
}

/// <summary>Who is written to, how often.</summary>
public static class NoticeRules
{
    /// <summary>What holds where nobody chose: what one can miss at once, the rest once a day.</summary>
    public static Frequency Usual(NewsKind kind) => kind is NewsKind.Turn or NewsKind.Talk ? Frequency.Daily : Frequency.AtOnce;

    /// <summary>The choice for the matter goes before that for the kind, and that before what is usual.</summary>
    public static Frequency For(NewsKind kind, Frequency? ofMatter, Frequency? ofKind) => ofMatter ?? ofKind ?? Usual(kind);

    /// <summary>Whether the portal shows the line: of a muted matter only what waits for one's office or vote, and what was done in one's own name or to one's own words.</summary>
    public static bool IsShown(NewsKind kind, Frequency? ofMatter) => ofMatter != Frequency.Never || kind is NewsKind.Duty or NewsKind.Vote or NewsKind.Guard;

    /// <summary>The day of the weekly digest.</summary>
    public const DayOfWeek WeekBegins = DayOfWeek.Monday;

    /// <summary>
    /// Whether a digest takes along a line of that moment: what came before the last hour of a day, and what is wanted by the
    /// week where it came before the last weekly one, however late that is made.
    /// </summary>
    public static bool IsDue(Frequency frequency, DateTimeOffset at, DateTimeOffset daily, DateTimeOffset weekly) => frequency switch
    {
        Frequency.AtOnce or Frequency.Daily => at <= daily,
        Frequency.Weekly => at <= weekly,
        _ => false,
    };
}
