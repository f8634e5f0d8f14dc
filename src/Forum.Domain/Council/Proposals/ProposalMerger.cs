using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>
/// One author's offer to go with another's proposal, the other's answer, and what each supporter says. Support is never
/// moved: whoever endorsed the one is asked whether they endorse the other too. Where that goes into a third before they answered,
/// they are asked about the third.
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

    /// <summary>Set where it ended without an answer.</summary>
    public MergerEnding? Ending { get; private set; }

    /// <summary>Whether the other author's answer is due.</summary>
    public bool Waits => Agreed is null && Ending is null;

    /// <summary>How many are asked: who endorsed the one that went, and who was asked about it and had not answered.</summary>
    public int Asked { get; private set; }

    /// <summary>The author of one offers to join it to another of the same community.</summary>
    public static Outcome<ProposalMerger> Offer(ProposalMergerId id, Proposal from, Proposal into, Byline by, string? reason, DateTimeOffset now, PersonId? person = null)
    {
        if (!from.IsLedBy(by.AccountId, person)) return Refusal.Barred("merger.not-yours");
        if (from.Id == into.Id || from.CommunityId != into.CommunityId) return Refusal.Invalid("into", "merger.into");
        if (!from.IsOpen) return Refusal.Conflict("proposal.frozen");
        if (!into.IsOpen) return Refusal.Invalid("into", "merger.into-ended");
        if (Words.Check("reason", reason, LongestReason) is { } wrong) return wrong;
        var offer = new ProposalMerger { Id = id, CommunityId = from.CommunityId, From = from.Id, Into = into.Id, By = by, Reason = reason!, At = now };
        offer.Raise(new MergerOffered(from.CommunityId, id, from.Id, into.Id, reason!));
        offer.Raise(new MergerTurned(from.CommunityId, from.Id));
        return offer;
    }

    /// <summary>The author of the one that stays answers, once; with a yes the other ends, and its supporters are asked.</summary>
    /// <param name="from">The one that goes.</param>
    /// <param name="into">The one that stays.</param>
    /// <param name="by">Who answers.</param>
    /// <param name="agrees">Whether they agree.</param>
    /// <param name="ask">Whom a yes asks, as <see cref="Supporter.ToAsk"/> has it.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="person">Who answers, as the register knows them.</param>
    public Outcome<(IReadOnlyList<MergerAsk> ByAccount, IReadOnlyList<SpokenMergerAsk> ByWord)> Answer(Proposal from, Proposal into, AccountId by, bool agrees, IReadOnlyList<Supporter> ask, DateTimeOffset now, PersonId? person = null)
    {
        if (!into.IsLedBy(by, person)) return Refusal.Barred("merger.not-yours");
        if (Over is { } over) return over;
        if (agrees && !(from.IsOpen && into.IsOpen)) return Refusal.Conflict("proposal.frozen");
        (Agreed, AnsweredAt, Asked) = (agrees, now, agrees ? ask.Count : 0);
        Raise(new MergerAnswered(CommunityId, Id, From, Into, agrees));
        if (!agrees)
        {
            Raise(new MergerTurned(CommunityId, From));
            return (Array.Empty<MergerAsk>(), Array.Empty<SpokenMergerAsk>());
        }
        from.JoinTo(into.Id, Reason, now);
        return (ask.Where(s => s.Account is not null).Select(s => new MergerAsk(Id, s.Account!.Value, s.Endorsed)).ToList(), ask.Where(s => s.Account is null).Select(s => new SpokenMergerAsk(Id, s.Person!.Value, s.Endorsed)).ToList());
    }

    /// <summary>Whoever leads the one that was to go takes the offer back, as long as nobody answered.</summary>
    public Outcome<Done> TakeBack(Proposal from, AccountId by, DateTimeOffset now, PersonId? person = null)
    {
        if (!from.IsLedBy(by, person)) return Refusal.Barred("merger.not-yours");
        if (Over is { } over) return over;
        End(MergerEnd.TakenBack, now);
        return Outcome.Done;
    }

    /// <summary>One of the two can no longer be joined: an offer that waits ends with it.</summary>
    public void Lapse(DateTimeOffset now)
    {
        if (Waits) End(MergerEnd.Lapsed, now);
    }

    /// <summary>Whoever is asked answers, once, as long as the one that stays is open.</summary>
    /// <param name="into">The one that stays.</param>
    /// <param name="by">Who.</param>
    /// <param name="asked">Whether they are asked, by their account or as somebody whose endorsement was written down.</param>
    /// <param name="already">Whether they answered before.</param>
    /// <param name="supports">Whether they support the other too.</param>
    /// <param name="now">When, UTC.</param>
    public Outcome<MergerReply> Reply(Proposal into, AccountId by, bool asked, bool already, bool supports, DateTimeOffset now)
    {
        if (Bars(into, asked, already, "merger.replied") is { } barred) return barred;
        Raise(new MergerReplied(CommunityId, Id, Into));
        return new MergerReply(Id, by, supports, now);
    }

    /// <summary>A supporter without an account says it, and somebody else writes it down; whoever has an account answers by it.</summary>
    /// <param name="into">The one that stays.</param>
    /// <param name="from">Who answers.</param>
    /// <param name="by">Who writes it down.</param>
    /// <param name="asked">Whether they are asked as somebody whose endorsement was written down.</param>
    /// <param name="account">Whether they have an account.</param>
    /// <param name="already">Whether they answered before.</param>
    /// <param name="supports">Whether they support the other too.</param>
    /// <param name="now">When, UTC.</param>
    public Outcome<SpokenMergerReply> ReplyFor(Proposal into, Heard from, Byline by, bool asked, bool account, bool already, bool supports, DateTimeOffset now)
    {
        if (Bars(into, asked, already, "merger.replied-for") is { } barred) return barred;
        if (account) return Refusal.Conflict("merger.by-account");
        Raise(new MergerReplied(CommunityId, Id, Into));
        Raise(new MergerReplyWrittenDown(CommunityId, Id, Into, from.PersonId));
        return new SpokenMergerReply(Id, from, by, supports, now);
    }

    private Refusal? Over => Agreed is not null ? Refusal.Conflict("merger.answered") : Ending is not null ? Refusal.Conflict("merger.over") : null;

    private void End(MergerEnd kind, DateTimeOffset now)
    {
        Ending = new(kind, now);
        Raise(new MergerEnded(CommunityId, Id, From, Into, kind));
        Raise(new MergerTurned(CommunityId, From));
    }

    private Refusal? Bars(Proposal into, bool asked, bool already, string twice) =>
        Agreed is not true || !asked || into.Id != Into ? Refusal.NotFound : already ? Refusal.Conflict(twice) : into.IsOpen ? null : Refusal.Conflict(into.Ending is { Kind: EndingKind.Merged } ? "merger.moved" : "proposal.frozen");
}

/// <summary>A proposal that went into another, by itself or within one that did: from then on the two are one matter.</summary>
public sealed record JoinedProposal(ProposalId From, ProposalId Into);

/// <summary>How an offer ended without an answer.</summary>
public enum MergerEnd
{
    /// <summary>Whoever made it took it back.</summary>
    TakenBack = 1,
    /// <summary>One of the two proposals can no longer be joined: it ended, its poll opened, or it was hidden.</summary>
    Lapsed,
}

/// <summary>The end of an offer that nobody answered.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="At">When, UTC.</param>
public sealed record MergerEnding(MergerEnd Kind, DateTimeOffset At);
