using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Summaries;

/// <summary>What a facilitator says was said, up to a certain comment. A new version stands beside the old; what is disputed stands beside it.</summary>
public sealed partial class Summary : Aggregate
{
    /// <summary>The longest summary, in characters as people count them.</summary>
    public const int LongestBody = 6000;

    private Summary() { }

    /// <summary>This version.</summary>
    public SummaryId Id { get; private set; }

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>From 1, the first version.</summary>
    public int Number { get; private set; }

    /// <summary>It covers the comments up to this number.</summary>
    public int UpTo { get; private set; }

    /// <summary>The words.</summary>
    public Markup Body { get; private set; } = new("", "");

    /// <summary>Who wrote it.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>How many dispute it.</summary>
    public int Disputes { get; private set; }

    /// <summary>A facilitator writes a version; it says up to which of the comments that there are.</summary>
    public static Outcome<Summary> Write(SummaryId id, PlaceId community, ProposalId proposal, int number, int upTo, int comments, Markup body, Byline by, DateTimeOffset now)
    {
        if (Words.Check("body", body.Source, LongestBody) is { } wrong) return wrong;
        if (comments == 0) return Refusal.Conflict("summary.nothing-said");
        if (upTo < 1 || upTo > comments) return Refusal.Invalid("upTo", "summary.up-to", new Fact("most", comments));
        var summary = new Summary { Id = id, CommunityId = community, ProposalId = proposal, Number = number, UpTo = upTo, Body = body, By = by, At = now };
        summary.Raise(new SummaryWritten(community, proposal, number, upTo, body.Source));
        return summary;
    }

    /// <summary>Somebody says what is wrong with it; once for each version and person, which the database holds too.</summary>
    public Outcome<SummaryDispute> Dispute(DisputeId id, Markup reason, Byline by, bool already, DateTimeOffset now)
    {
        if (((IModerated)this).Gone is { } gone) return gone;
        if (by.AccountId == By.AccountId) return Refusal.Barred("summary.own");
        if (already) return Refusal.Conflict("summary.disputed");
        if (Words.Check("reason", reason.Source, SummaryDispute.LongestReason) is { } wrong) return wrong;
        Disputes++;
        Raise(new SummaryDisputed(CommunityId, ProposalId, Number, Disputes, reason.Source));
        return new SummaryDispute(id, CommunityId, ProposalId, Number, Disputes, reason, by, now);
    }
}

/// <summary>Why somebody finds a summary wrong, and what the facilitator answers.</summary>
public sealed partial class SummaryDispute : Aggregate
{
    /// <summary>The longest reason or answer, in characters as people count them.</summary>
    public const int LongestReason = 1000;

    private SummaryDispute() { }

    internal SummaryDispute(DisputeId id, PlaceId community, ProposalId proposal, int summary, int number, Markup reason, Byline by, DateTimeOffset at) =>
        (Id, CommunityId, ProposalId, SummaryNumber, Number, Reason, By, AccountId, At) = (id, community, proposal, summary, number, reason, by, by.AccountId, at);

    /// <summary>This dispute.</summary>
    public DisputeId Id { get; private set; }

    /// <summary>The proposal.</summary>
    public ProposalId ProposalId { get; private set; }

    /// <summary>The version of the summary.</summary>
    public int SummaryNumber { get; private set; }

    /// <summary>Its number among the disputes of that version, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>What is wrong.</summary>
    public Markup Reason { get; private set; } = new("", "");

    /// <summary>Who says so.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Whose account.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The facilitator's answer.</summary>
    public DisputeAnswer? Answer { get; private set; }

    /// <summary>A facilitator answers, once; what is right in it goes into a new version.</summary>
    public Outcome<Done> Reply(string? words, Byline by, DateTimeOffset now)
    {
        if (((IModerated)this).Gone is { } gone) return gone;
        if (Answer is not null) return Refusal.Conflict("summary.answered");
        if (Words.Check("answer", words, LongestReason) is { } wrong) return wrong;
        Answer = new(words!, by.AccountId, by.Name, now);
        Raise(new SummaryDisputeAnswered(CommunityId, ProposalId, SummaryNumber, Number, words!));
        return Outcome.Done;
    }
}

/// <summary>What a facilitator answers to a dispute.</summary>
public sealed record DisputeAnswer(string Words, AccountId By, string Name, DateTimeOffset At);
