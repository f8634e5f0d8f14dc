using Forum.Council.Authors;
using Forum.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Merging;

/// <summary>Whoever wrote a proposal that was joined to another has a part in that one too. Whoever endorsed it is asked, and has one where they say so.</summary>
public sealed class JoinedAuthors(ForumDb db) : ITookPart
{
    public async Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop)
    {
        HashSet<AccountId> whom = [];
        foreach (var joined in await JoinedAsync(topic, stop))
        {
            whom.UnionWith((await db.AuthorOfAsync(joined, stop)).Whom);
            whom.UnionWith((await db.CoAuthorsOfAsync(joined, stop)).Select(b => b.AccountId));
        }
        return whom;
    }

    public async Task<IReadOnlyCollection<PersonId>> SpokeAsync(string topic, CancellationToken stop)
    {
        HashSet<PersonId> spoke = [];
        foreach (var joined in await JoinedAsync(topic, stop)) spoke.UnionWith((await db.AuthorOfAsync(joined, stop)).PassOn);
        return spoke;
    }

    private async Task<IReadOnlyList<ProposalId>> JoinedAsync(string topic, CancellationToken stop) =>
        Matter.Proposal(topic) is { } id ? await db.JoinedProposals.Where(j => j.Into == id).Select(j => j.From).ToListAsync(stop) : [];
}
