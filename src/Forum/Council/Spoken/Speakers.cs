using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Spoken;

/// <summary>Whose words and endorsements somebody else wrote down.</summary>
public static class Speakers
{
    /// <summary>Who put a proposal forward, spoke of it, or endorsed it, through somebody's pen; words that were taken back are nobody's.</summary>
    public static async Task<List<PersonId>> SpeakersAsync(this ForumDb db, ProposalId proposal, CancellationToken stop) =>
    [
        .. (await db.Comments.AsNoTracking().Where(c => c.ProposalId == proposal && c.From != null && c.Withdrawn == null).Select(c => c.From!.PersonId).Distinct().ToListAsync(stop))
            .Union(await db.SpokenEndorsements.AsNoTracking().Where(e => e.ProposalId == proposal).Select(e => e.PersonId).ToListAsync(stop))
            .Union(await db.ProposersAsync(proposal, stop)),
    ];

    /// <summary>Whose proposal it is, where somebody else wrote it down.</summary>
    public static Task<List<PersonId>> ProposersAsync(this ForumDb db, ProposalId proposal, CancellationToken stop) =>
        db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == proposal && p.From != null).Select(p => p.From!.PersonId).ToListAsync(stop);

    /// <summary>Who is told what a proposal's author is: the pen, and whoever spoke it, by their account or at the door.</summary>
    public static async Task<(HashSet<AccountId> Whom, List<PersonId> PassOn)> AuthorOfAsync(this ForumDb db, ProposalId proposal, CancellationToken stop)
    {
        var by = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.Author.AccountId).SingleAsync(stop);
        var people = await db.ProposersAsync(proposal, stop);
        var accounts = await db.AccountsOfAsync(people, stop);
        return ([by, .. accounts.Values], [.. people.Where(p => !accounts.ContainsKey(p))]);
    }

    /// <summary>The account of whoever spoke, if they have one.</summary>
    public static async Task<IReadOnlyCollection<AccountId>> SpeakerOfAsync(this ForumDb db, Heard? from, CancellationToken stop) => from is null ? [] : (await db.AccountsOfAsync([from.PersonId], stop)).Values;

    /// <summary>The accounts of those of the people who have one.</summary>
    public static async Task<Dictionary<PersonId, AccountId>> AccountsOfAsync(this ForumDb db, List<PersonId> people, CancellationToken stop) =>
        people.Count == 0 ? [] : await db.Accounts.AsNoTracking().Where(a => a.PersonId != null && people.Contains(a.PersonId.Value)).Select(a => new { Person = a.PersonId!.Value, a.Id }).ToDictionaryAsync(a => a.Person, a => new AccountId(a.Id), stop);

    /// <summary>Those of the people who have none.</summary>
    public static async Task<List<PersonId>> WithoutAccountAsync(this ForumDb db, List<PersonId> people, CancellationToken stop)
    {
        var known = await db.AccountsOfAsync(people, stop);
        return [.. people.Where(p => !known.ContainsKey(p))];
    }
}
