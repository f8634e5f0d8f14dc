using Forum.Domain.Kernel;

namespace Forum.Domain.Council.Proposals;

/// <summary>Somebody who endorsed a proposal that went, by their account or by word.</summary>
/// <param name="Endorsed">What they endorsed: the one that went, or one that had gone into it.</param>
/// <param name="Account">Their account; nothing where somebody wrote it down for them.</param>
/// <param name="Person">Who they are in the register; nothing where their account stands for nobody in it.</param>
public sealed record Supporter(ProposalId Endorsed, AccountId? Account, PersonId? Person)
{
    // By word and by account it is one person.
    private object Who => Person is { } person ? person : Account!.Value;

    /// <summary>
    /// Whom a merger asks: who supports the one that goes, and who was asked about that one and has not answered. Nobody is
    /// asked who is asked about the one that stays already.
    /// </summary>
    /// <param name="supporters">Who supports the one that goes.</param>
    /// <param name="before">Who was asked about it.</param>
    /// <param name="answered">Who of these answered, with yes or no.</param>
    /// <param name="already">Who is asked about the one that stays.</param>
    public static IReadOnlyList<Supporter> ToAsk(IEnumerable<Supporter> supporters, IEnumerable<Supporter> before, IEnumerable<Supporter> answered, IEnumerable<Supporter> already)
    {
        HashSet<object> known = [.. already.Select(s => s.Who)], said = [.. answered.Select(s => s.Who)];
        return [.. supporters.Concat(before.Where(s => !said.Contains(s.Who))).Where(s => known.Add(s.Who))];
    }
}

/// <summary>A supporter who is asked by their account. Once for each account.</summary>
public sealed class MergerAsk
{
    private MergerAsk() { }

    internal MergerAsk(ProposalMergerId merger, AccountId account, ProposalId endorsed) => (MergerId, AccountId, Endorsed) = (merger, account, endorsed);

    /// <summary>The merger.</summary>
    public ProposalMergerId MergerId { get; private set; }

    /// <summary>Who is asked.</summary>
    public AccountId AccountId { get; private set; }

    /// <summary>The proposal that they endorsed.</summary>
    public ProposalId Endorsed { get; private set; }
}

/// <summary>A supporter whose endorsement was written down and who is asked: at the door, or by the account that they have since. Once for each person.</summary>
public sealed class SpokenMergerAsk
{
    private SpokenMergerAsk() { }

    internal SpokenMergerAsk(ProposalMergerId merger, PersonId person, ProposalId endorsed) => (MergerId, PersonId, Endorsed) = (merger, person, endorsed);

    /// <summary>The merger.</summary>
    public ProposalMergerId MergerId { get; private set; }

    /// <summary>Who is asked.</summary>
    public PersonId PersonId { get; private set; }

    /// <summary>The proposal that they endorsed.</summary>
    public ProposalId Endorsed { get; private set; }
}
