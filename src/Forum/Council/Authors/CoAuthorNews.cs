using Forum.Accounts;
using Forum.Council.Spoken;
using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Foundation.Matters;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Authors;

/// <summary>
/// Who is invited or taken off is told so, and whoever wrote along that it was put forward; of who joins or goes the author is told. A line about a draft says no word of it:
/// it would outlast the right to read them.
/// </summary>
public sealed class CoAuthorNews(ForumDb db) : INewsmaker, ITookPart
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        DraftCoAuthored e when await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == e.Draft, stop) is { } draft =>
            await TellAsync("draft", e.Change, [draft.AuthorId], e.Who, "", $"/drafts/{e.Draft}", stop),
        // It was put forward before that was told; whoever was not carried over is asked no more.
        DraftCoAuthored { Change: CoAuthorChange.Invited } e when !await db.Proposals.AnyAsync(p => p.FromDraft == e.Draft && p.CoAuthors.Any(c => c.AccountId == e.Who && c.EndedAt == null), stop) => null,
        DraftCoAuthored e when await db.Proposals.AsNoTracking().IgnoreAutoIncludes().SingleOrDefaultAsync(p => p.FromDraft == e.Draft, stop) is { } published => await OfProposalAsync(published, e.Change, e.Who, stop),
        ProposalCoAuthored e when await db.Proposals.AsNoTracking().IgnoreAutoIncludes().SingleOrDefaultAsync(p => p.Id == e.Proposal, stop) is { } proposal => await OfProposalAsync(proposal, e.Change, e.Who, stop),
        ProposalPublished e when await db.CoAuthorsOfAsync(e.Proposal, stop) is { Count: > 0 } writing =>
            new("news.coauthor-published", new Dictionary<string, string> { ["name"] = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == e.Proposal).Select(p => p.Author.Name).SingleAsync(stop), ["title"] = e.Title }, $"/proposals/{e.Proposal}", [.. writing.Select(w => w.AccountId)]),
        _ => null,
    };

    private async Task<News> OfProposalAsync(Proposal proposal, CoAuthorChange change, AccountId who, CancellationToken stop) =>
        await TellAsync("proposal", change, [proposal.Author.AccountId, .. await db.SpeakerOfAsync(proposal.From, stop)], who, proposal.Title, change == CoAuthorChange.Invited ? $"/proposals/{proposal.Id}/co-authors" : $"/proposals/{proposal.Id}", stop);

    private async Task<News> TellAsync(string kind, CoAuthorChange change, IReadOnlyList<AccountId> authors, AccountId who, string title, string href, CancellationToken stop)
    {
        var names = await db.NamesOfAsync([authors[0], who], stop);
        var toAuthor = change is CoAuthorChange.Joined or CoAuthorChange.Left;
        var facts = new Dictionary<string, string> { ["name"] = names[toAuthor ? who : authors[0]], ["title"] = title };
        return new($"news.coauthor-{change.ToString().ToLowerInvariant()}-{kind}", facts, change == CoAuthorChange.TakenOff && kind == "draft" ? "/drafts" : href, toAuthor ? authors : [who]);
    }

    /// <summary>Co-authors took part.</summary>
    public async Task<IReadOnlyCollection<AccountId>> WhoAsync(string topic, CancellationToken stop) =>
        Matter.Proposal(topic) is { } id ? [.. (await db.CoAuthorsOfAsync(id, stop)).Select(b => b.AccountId)] : [];
}
