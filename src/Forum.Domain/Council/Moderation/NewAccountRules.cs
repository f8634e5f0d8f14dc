using System.Text.RegularExpressions;
using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Moderation;

/// <summary>What a new account may not do yet: speak more than so often a day, and post links. Each community sets its own.</summary>
/// <param name="Days">For so many days an account is new; 0 sets no limit.</param>
/// <param name="CommentsADay">So many comments on a calendar day, with all else that somebody says or begins in public.</param>
/// <param name="DaysWithoutLinks">No links for so many days.</param>
public sealed partial record NewAccountRules(int Days, int CommentsADay, int DaysWithoutLinks)
{
    /// <summary>The longest time for which an account is new.</summary>
    public const int MostDays = 90;

    /// <summary>The most comments a day that a rule may name.</summary>
    public const int MostComments = 100;

    private const int LongestShown = 60;

    /// <summary>What holds where a community set nothing.</summary>
    public static readonly NewAccountRules Usual = new(7, 5, 3);

    /// <summary>What is wrong with them.</summary>
    public IEnumerable<Refusal> Wrong()
    {
        if (Days is < 0 or > MostDays) yield return Refusal.Invalid("days", "new-account.days", new Fact("most", MostDays));
        if (CommentsADay is < 1 or > MostComments) yield return Refusal.Invalid("commentsADay", "new-account.comments", new Fact("most", MostComments));
        if (DaysWithoutLinks is < 0 or > MostDays) yield return Refusal.Invalid("daysWithoutLinks", "new-account.days", new Fact("most", MostDays));
    }

    /// <summary>Whether an account is new still.</summary>
    public bool IsNew(DateTimeOffset since, DateTimeOffset now) => now < since.AddDays(Days);

    /// <summary>Whether an account may not post links yet.</summary>
    public bool IsWithoutLinks(DateTimeOffset since, DateTimeOffset now) => now < since.AddDays(DaysWithoutLinks);

    /// <summary>Why somebody may not say one more thing today; nothing where they may.</summary>
    /// <param name="since">Since when they have their account.</param>
    /// <param name="today">How often they spoke today.</param>
    /// <param name="tomorrow">When the next day begins.</param>
    /// <param name="now">The present.</param>
    public Refusal? BarsSpeaking(DateTimeOffset since, int today, DateTimeOffset tomorrow, DateTimeOffset now)
    {
        if (!IsNew(since, now) || today < CommentsADay) return null;
        var old = since.AddDays(Days);
        return Refusal.Conflict("new-account.enough", new("most", CommentsADay), new("days", Days), new("at", old < tomorrow ? old : tomorrow));
    }

    /// <summary>Why somebody may not post a link yet; nothing where they may, or where it stood in the words that they change.</summary>
    public Refusal? BarsLinks(DateTimeOffset since, Markup body, DateTimeOffset now, Markup? before = null) =>
        IsWithoutLinks(since, now) && Links(body).Except(before is null ? [] : Links(before)).FirstOrDefault() is { } link
            ? Refusal.Invalid("body", "new-account.links", new("days", DaysWithoutLinks), new("at", since.AddDays(DaysWithoutLinks)), new("link", link.Length > LongestShown ? $"{link[..LongestShown]}…" : link)) : null;

    // As they read, in whatever width: those written out first, which whoever wrote them knows again.
    private static IEnumerable<string> Links(Markup text) =>
        Written().Matches(Words.Look(text.Source)).Where(m => !m.Groups["mail"].Success).Concat(Drawn().Matches(text.Html)).Select(m => m.Value);

    [GeneratedRegex("<a [^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Drawn();

    // An address, or a name with one of the endings that nobody writes by accident; a mail address is none. Each part is as
    // long as a name may be at most (RFC 1035), so that no text takes long.
    [GeneratedRegex(@"(?<mail>(?<![a-z0-9._%+\-])[a-z0-9._%+\-]{1,64}@[a-z0-9.\-]+)|(?<![a-z+.\-])[a-z+.\-]*://[!-~]*|www\.[!-~]*|(?<![a-z0-9_])[a-z0-9][a-z0-9.\-]{0,252}\.(?:com|cn|net|org)(?![a-z0-9])[!-~]*")]
    private static partial Regex Written();
}
