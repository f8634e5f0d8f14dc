using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>What is said by word, through somebody who writes it down: a proposal, an endorsement.</summary>
public sealed partial class Proposal
{
    /// <summary>Whose proposal it is, where <see cref="Author"/> only wrote it down.</summary>
    public Heard? From { get; private set; }

    /// <summary>Whether somebody spoke it, through another's pen.</summary>
    public bool IsSpokenBy(PersonId? person) => person is not null && person == From?.PersonId;

    /// <summary>Whether somebody wrote it down for another.</summary>
    public bool IsPen(AccountId? who, PersonId? person) => From is not null && who == Author.AccountId && !IsSpokenBy(person);

    /// <summary>Its author: of one that was written down, whoever spoke it by their own account, and the pen for them.</summary>
    public override bool IsLedBy(AccountId? who, PersonId? person = null) => who is not null && (who == Author.AccountId || IsSpokenBy(person));

    /// <summary>Whose words they are that somebody signed here; nothing where they are the signer's own.</summary>
    public Heard? SpokenThrough(Byline by) => by.AccountId == Author.AccountId ? From : null;

    /// <summary>Whoever may write down at that place takes back what another wrote down for somebody, with a reason that everybody reads.</summary>
    public Outcome<Done> TakeBackFor(Byline by, string? reason, DateTimeOffset now) => From is null ? Refusal.Barred("proposal.not-yours") : TakeBack(by, reason, now);

    private Outcome<Done> TakeBack(Byline? office, string? reason, DateTimeOffset now)
    {
        if (!IsOpen) return Refusal.Conflict("proposal.frozen");
        if (Words.Check("reason", reason, AdmissionRefusal.LongestReason) is { } wrong) return wrong;
        End(new(EndingKind.Withdrawn, now, reason, null, office?.As, office?.Of));
        return Outcome.Done;
    }

    /// <summary>Somebody says that it is worth a poll, and somebody else writes it down. Once for each person, be it so or by their account. Of the version that was read to them, where one is named; refused where it is no longer the newest.</summary>
    public Outcome<SpokenEndorsement> EndorseFor(Heard from, Byline by, bool already, DateTimeOffset now, int? read = null)
    {
        if (!IsOpen) return Refusal.Conflict("proposal.frozen");
        if (already) return Refusal.Conflict("spoken.endorsed");
        if (BarsReading(read) is { } outdated) return outdated;
        Endorsed++;
        Raise(new ProposalEndorsed(CommunityId, Id, Endorsed, Endorsed == Threshold));
        Raise(new EndorsementWrittenDown(CommunityId, Id, from.PersonId));
        CountedIn(now);
        return new SpokenEndorsement(CommunityId, Id, from, by, _versions.Count, now);
    }

    /// <summary>It was written down by mistake, and is taken back on record.</summary>
    public Outcome<Done> TakeBackSpoken(SpokenEndorsement mistaken) =>
        WithdrawSpoken(mistaken).Map(done => { Raise(new EndorsementTakenBack(CommunityId, Id, mistaken.PersonId)); return done; });

    /// <summary>Whoever spoke it takes it back by their own account.</summary>
    public Outcome<Done> WithdrawSpoken(SpokenEndorsement own)
    {
        if (!IsOpen) return Refusal.Conflict("proposal.frozen");
        if (own.ProposalId != Id) return Refusal.Conflict("proposal.not-endorsed");
        Endorsed--;
        Raise(new ProposalEndorsed(CommunityId, Id, Endorsed, false));
        return Outcome.Done;
    }
}
