using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Moderation;

/// <summary>What words may break in the council hall.</summary>
public enum HouseRule
{
    /// <summary>辱骂、攻击</summary>
    Insult = 1,
    /// <summary>泄露别人的隐私</summary>
    PrivateData,
    /// <summary>广告</summary>
    Advertising,
    /// <summary>与此事无关</summary>
    OffTopic,
    /// <summary>不实</summary>
    Untrue,
    /// <summary>其他，要说明</summary>
    Other,
}

/// <summary>What the moderator did about a report, and why.</summary>
public sealed record ReportAnswer(bool Hides, AccountId By, DateTimeOffset At, string Reason);

/// <summary>Somebody says that a text breaks a rule. Who said so is shown to nobody.</summary>
public sealed class Report : Aggregate
{
    /// <summary>The longest words, in characters as people count them.</summary>
    public const int LongestWords = 400;

    private Report() { }

    /// <summary>The report.</summary>
    public ReportId Id { get; private set; }

    /// <summary>What is reported.</summary>
    public TextKind Kind { get; private set; }

    /// <summary>Its id, of that kind.</summary>
    public Guid TextId { get; private set; }

    /// <summary>The place of its matter.</summary>
    public PlaceId PlaceId { get; private set; }

    /// <summary>The proposal whose declared interests count, if there is one.</summary>
    public ProposalId? ProposalId { get; private set; }

    /// <summary>Whose report.</summary>
    public AccountId By { get; private set; }

    /// <summary>How often its words had been changed by then.</summary>
    public int Edits { get; private set; }

    /// <summary>The rule that is broken.</summary>
    public HouseRule Rule { get; private set; }

    /// <summary>What they add.</summary>
    public string? Remark { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What became of it.</summary>
    public ReportAnswer? Answer { get; private set; }

    /// <summary>Somebody reports words of somebody else that are shown; once for each account and text, which the database holds too.</summary>
    public static Outcome<Report> Make(ReportId id, IModerated text, PlaceId place, ProposalId? matter, AccountId by, PersonId? person, HouseRule rule, string? remark, bool already, DateTimeOffset now)
    {
        if (text.Gone is { } gone) return gone;
        if (text.IsOf(by, person)) return Refusal.Conflict("report.own");
        if (already) return Refusal.Conflict("report.already");
        if (text.BarsHiding is { } barred) return barred;
        var bare = Words.IsBlank(remark);
        if ((!bare || rule == HouseRule.Other) && Words.Check("remark", remark, LongestWords) is { } wrong) return wrong;
        var report = new Report { CommunityId = text.CommunityId, Id = id, Kind = text.Text.Kind, TextId = text.Text.Id, PlaceId = place, ProposalId = matter, By = by, Edits = text.Edits, Rule = rule, Remark = bare ? null : remark, At = now };
        report.Raise(new TextReported(text.CommunityId, text.Text, id));
        return report;
    }

    /// <summary>A moderator keeps what was reported, with a reason that those who reported it read.</summary>
    public static Outcome<Done> Keep(IModerated text, IReadOnlyList<Report> open, string? reason, Byline by, DateTimeOffset now)
    {
        if (text.Gone is { } gone) return gone;
        if (text.IsOf(by.AccountId, null)) return Refusal.Barred("report.judge-own");
        if (open.Count == 0) return Refusal.Conflict("report.none");
        if (Words.Check("reason", reason, IModerated.LongestReason) is { } wrong) return wrong;
        foreach (var report in open) report.Settle(false, by.AccountId, reason!, now);
        open[0].Raise(new TextKept(text.CommunityId, text.Text, open.Count, reason!, now));
        return Outcome.Done;
    }

    internal void Settle(bool hides, AccountId by, string reason, DateTimeOffset now) => Answer = new(hides, by, now, reason);
}
