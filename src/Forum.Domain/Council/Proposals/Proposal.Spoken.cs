using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;

namespace Forum.Domain.Council.Proposals;

/// <summary>Endorsing by word, through somebody who writes it down.</summary>
public sealed partial class Proposal
{
    /// <summary>Somebody says that it is worth a poll, and somebody else writes it down. Once for each person, be it so or by their account.</summary>
    public Outcome<SpokenEndorsement> EndorseFor(Heard from, Byline by, bool already, DateTimeOffset now)
    {
        if (!IsOpen) return Refusal.Conflict("proposal.frozen");
        if (already) return Refusal.Conflict("spoken.endorsed");
        Endorsed++;
        Raise(new ProposalEndorsed(CommunityId, Id, Endorsed, Endorsed == Threshold));
        Raise(new EndorsementWrittenDown(CommunityId, Id, from.PersonId));
        CountedIn(now);
        return new SpokenEndorsement(CommunityId, Id, from, by, _versions.Count, now);
    }

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
