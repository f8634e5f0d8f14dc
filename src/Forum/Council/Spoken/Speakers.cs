using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Spoken;

/// <summary>Whose words and endorsements somebody else wrote down.</summary>
public static class Speakers
{
    /// <summary>Who spoke of a proposal, or endorsed it, through somebody's pen; words that were taken back are nobody's.</summary>
    public static async Task<List<PersonId>> SpeakersAsync(this ForumDb db, ProposalId proposal, CancellationToken stop) =>
    [
        .. (await db.Comments.AsNoTracking().Where(c => c.ProposalId == proposal && c.From != null && c.Withdrawn == null).Select(c => c.From!.PersonId).Distinct().ToListAsync(stop))
            .Union(await db.SpokenEndorsements.AsNoTracking().Where(e => e.ProposalId == proposal).Select(e => e.PersonId).ToListAsync(stop)),
    ];

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
