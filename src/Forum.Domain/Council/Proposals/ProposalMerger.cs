using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>
/// One author's offer to go with another's proposal, the other's answer, and what each supporter says. Support is never
/// moved: whoever endorsed the one is asked whether they endorse the other too.
/// </summary>
public sealed class ProposalMerger : Aggregate
{
    /// <summary>The longest reason, in UTF-16 units.</summary>
    public const int LongestReason = 1000;

    private ProposalMerger() { }

    /// <summary>The offer.</summary>
    public ProposalMergerId Id { get; private set; }

    /// <summary>The proposal that goes.</summary>
    public ProposalId From { get; private set; }

    /// <summary>The proposal that stays.</summary>
    public ProposalId Into { get; private set; }

    /// <summary>Who offers.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Why the two belong together.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>When it was offered, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>When it was answered, UTC.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Whether the other author agreed; nothing before the answer.</summary>
    public bool? Agreed { get; private set; }

    /// <summary>How many endorsed the one that went: each is asked.</summary>
    public int Asked { get; private set; }

    /// <summary>The author of one offers to join it to another of the same community.</summary>
    public static Outcome<ProposalMerger> Offer(ProposalMergerId id, Proposal from, Proposal into, Byline by, string? reason, DateTimeOffset now)
    {
        if (by.AccountId != from.Author.AccountId) return Refusal.Barred("proposal.not-yours");
        if (from.Id == into.Id || from.CommunityId != into.CommunityId) return Refusal.Invalid("into", "merger.into");
        if (!from.IsOpen) return Refusal.Conflict("proposal.frozen");
        if (!into.IsOpen) return Refusal.Invalid("into", "merger.into-ended");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        var offer = new ProposalMerger { Id = id, CommunityId = from.CommunityId, From = from.Id, Into = into.Id, By = by, Reason = reason!, At = now };
        offer.Raise(new MergerOffered(from.CommunityId, id, from.Id, into.Id, reason!));
        return offer;
    }

    /// <summary>The author of the one that stays answers, once; with a yes the other ends.</summary>
    public Outcome<Done> Answer(Proposal from, Proposal into, AccountId by, bool agrees, DateTimeOffset now)
    {
        if (by != into.Author.AccountId) return Refusal.Barred("proposal.not-yours");
        if (Agreed is not null) return Refusal.Conflict("merger.answered");
        if (agrees && !(from.IsOpen && into.IsOpen)) return Refusal.Conflict("proposal.frozen");
        (Agreed, AnsweredAt, Asked) = (agrees, now, from.Endorsed);
        Raise(new MergerAnswered(CommunityId, Id, From, Into, agrees));
        if (agrees) from.JoinTo(into.Id, Reason, now);
        return Outcome.Done;
    }

    /// <summary>A supporter of the one that went answers, once, as long as the one that stays is open.</summary>
    /// <param name="into">The one that stays.</param>
    /// <param name="by">Who.</param>
    /// <param name="endorsed">Whether they endorsed the one that went, by themselves or through somebody's pen.</param>
    /// <param name="already">Whether they answered before.</param>
    /// <param name="supports">Whether they support the other too.</param>
    /// <param name="now">When, UTC.</param>
    public Outcome<MergerReply> Reply(Proposal into, AccountId by, bool endorsed, bool already, bool supports, DateTimeOffset now)
    {
        if (Bars(into, endorsed, already, "merger.replied") is { } barred) return barred;
        Raise(new MergerReplied(CommunityId, Id, Into));
        return new MergerReply(Id, by, supports, now);
    }

    /// <summary>A supporter without an account says it, and somebody else writes it down; whoever has an account answers by it.</summary>
    /// <param name="into">The one that stays.</param>
    /// <param name="from">Who answers.</param>
    /// <param name="by">Who writes it down.</param>
    /// <param name="endorsed">Whether their endorsement of the one that went was written down.</param>
    /// <param name="account">Whether they have an account.</param>
    /// <param name="already">Whether they answered before.</param>
    /// <param name="supports">Whether they support the other too.</param>
    /// <param name="now">When, UTC.</param>
    public Outcome<SpokenMergerReply> ReplyFor(Proposal into, Heard from, Byline by, bool endorsed, bool account, bool already, bool supports, DateTimeOffset now)
    {
        if (Bars(into, endorsed, already, "merger.replied-for") is { } barred) return barred;
        if (account) return Refusal.Conflict("merger.by-account");
        Raise(new MergerReplied(CommunityId, Id, Into));
        Raise(new MergerReplyWrittenDown(CommunityId, Id, Into, from.PersonId));
        return new SpokenMergerReply(Id, from, by, supports, now);
    }

    private Refusal? Bars(Proposal into, bool endorsed, bool already, string twice) =>
        Agreed is not true || !endorsed || into.Id != Into ? Refusal.NotFound : already ? Refusal.Conflict(twice) : into.IsOpen ? null : Refusal.Conflict("proposal.frozen");
}

/// <summary>A proposal that went into another, by itself or within one that did: from then on the two are one matter.</summary>
public sealed record JoinedProposal(ProposalId From, ProposalId Into);

/// <summary>What a supporter of the proposal that went says of the other. Once for each account.</summary>
public sealed class MergerReply
{
    private MergerReply() { }

    internal MergerReply(ProposalMergerId merger, AccountId account, bool supports, DateTimeOffset at) => (MergerId, AccountId, Supports, At) = (merger, account, supports, at);

    /// <summary>The merger.</summary>
    public ProposalMergerId MergerId { get; private set; }

    /// <summary>Whose.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>Whether they support the other too.</summary>
    public bool Supports { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>What a supporter without an account says of the other, and who wrote it down. Once for each person.</summary>
public sealed class SpokenMergerReply
{
    private SpokenMergerReply() { }

    internal SpokenMergerReply(ProposalMergerId merger, Heard from, Byline by, bool supports, DateTimeOffset at) => (MergerId, PersonId, Name, Of, By, Supports, At) = (merger, from.PersonId, from.Name, from.Of, by, supports, at);

    /// <summary>The merger.</summary>
    public ProposalMergerId MergerId { get; private set; }

    /// <summary>Who answers.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>Their name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Their building.</summary>
    public string Of { get; private set; } = "";

    /// <summary>Who wrote it down.</summary>
    public Byline By { get; private set; } = Byline.Portal;

    /// <summary>Whether they support the other too.</summary>
    public bool Supports { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>An author offers to join their proposal to another.</summary>
public sealed record MergerOffered(PlaceId CommunityId, ProposalMergerId Merger, ProposalId From, ProposalId Into, string Reason) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Into}";

    /// <inheritdoc />
    public string Act => "merger.offered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("merger", Merger), new("from", From), new("words", new Seal(Reason))];
}

/// <summary>The other author answered.</summary>
public sealed record MergerAnswered(PlaceId CommunityId, ProposalMergerId Merger, ProposalId From, ProposalId Into, bool Agrees) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Into}";

    /// <inheritdoc />
    public string Act => "merger.answered";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("merger", Merger), new("from", From), new("agrees", Agrees)];
}

/// <summary>A supporter answered. No official act: an endorsement that comes of it is one.</summary>
public sealed record MergerReplied(PlaceId CommunityId, ProposalMergerId Merger, ProposalId Into) : IEvent
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Into}";
}

/// <summary>A supporter's answer was written down. How it reads is no part of it: an endorsement that comes of it is an act of its own.</summary>
public sealed record MergerReplyWrittenDown(PlaceId CommunityId, ProposalMergerId Merger, ProposalId Into, PersonId Person) : IOfficialAct
{
    /// <inheritdoc />
    public string Topic => $"proposals/{Into}";

    /// <inheritdoc />
    public string Act => "merger.reply-written-down";

    /// <inheritdoc />
    public IReadOnlyList<Fact> Facts => [new("merger", Merger), new("person", Person)];
}
