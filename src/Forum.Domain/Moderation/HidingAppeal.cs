using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Moderation;

/// <summary>The word on an appeal: by which office, and why.</summary>
public sealed record HidingAnswer(bool ShowsAgain, AccountId By, Role As, string Of, string Reason, DateTimeOffset At);

/// <summary>The author of a hidden text asks somebody else to look at it; once for each hiding.</summary>
public sealed class HidingAppeal : Aggregate
{
    /// <summary>The longest words and reason, in characters as people count them.</summary>
    public const int LongestWords = 1000;

    private HidingAppeal() { }

    /// <summary>The hiding.</summary>
    public HidingId HidingId { get; private set; }

    /// <summary>The author.</summary>
    public AccountId By { get; private set; }

    /// <summary>Why it should be shown.</summary>
    public string Plea { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What came of it.</summary>
    public HidingAnswer? Answer { get; private set; }

    /// <summary>The author appeals against the hiding that stands.</summary>
    public static Outcome<HidingAppeal> Make(HidingEntry hiding, IModerated text, AccountId by, PersonId? person, string? plea, bool already, DateTimeOffset now)
    {
        if (!text.IsOf(by, person)) return Refusal.Barred("hiding.not-yours");
        if (already) return Refusal.Conflict("hiding.appealed");
        if (text.Hidden is null) return Refusal.Conflict("hiding.over");
        if (Words.Check("plea", plea, LongestWords) is { } wrong) return wrong;
        var appeal = new HidingAppeal { CommunityId = text.CommunityId, HidingId = hiding.Id, By = by, Plea = plea!, At = now };
        appeal.Raise(new HidingAppealed(text.CommunityId, text.Text, hiding.Id, plea!));
        return appeal;
    }

    /// <summary>Somebody other than whoever hid it, and than those whose words they are, decides.</summary>
    public Outcome<Done> Settle(HidingEntry hiding, IModerated text, bool showsAgain, string? reason, Byline by, DateTimeOffset now)
    {
        if (Answer is not null) return Refusal.Conflict("hiding.answered");
        if (by.AccountId == hiding.By.AccountId || by.AccountId == By || text.IsOf(by.AccountId, null)) return Refusal.Barred("hiding.own");
        if (Words.Check("reason", reason, LongestWords) is { } wrong) return wrong;
        Answer = new(showsAgain, by.AccountId, by.As, by.Of, reason!, now);
        Raise(new HidingAppealAnswered(CommunityId, text.Text, HidingId, showsAgain, reason!));
        if (showsAgain) text.ShowAgain(now);
        return Outcome.Done;
    }
}
