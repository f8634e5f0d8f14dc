using Forum.Council.Spoken;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council;

/// <summary>A comment is told to the proposal's author (of one that was written down the pen and whoever spoke it, by their account or at the door) and to whoever wrote what it answers; of words that they wrote down for somebody <see cref="Spoken.SpokenNews"/> tells who spoke them.</summary>
public sealed class CouncilNews(ForumDb db) : INewsmaker
{
    // Of a crowd of comments most are about the same, and answer the same.
    private readonly Dictionary<ProposalId, (string Title, HashSet<AccountId> Authors, List<PersonId> PassOn)?> _about = [];
    private readonly Dictionary<CommentId, AccountId?> _answered = [];

    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop)
    {
        if (happened is not CommentAdded said || await AboutAsync(said.Proposal, stop) is not var (title, authors, passOn)) return null;
        HashSet<AccountId> whom = said.ReplyTo is { } answered && await WriterAsync(answered, stop) is { } writer ? [.. authors, writer] : [.. authors];
        // Whoever comments on their own through the same pen was there.
        if (passOn.Count > 0 && await db.Comments.AnyAsync(c => c.Id == said.Comment && c.From != null && passOn.Contains(c.From.PersonId), stop)) passOn = [];
        return new("news.comment", new Dictionary<string, string> { ["title"] = title }, $"/proposals/{said.Proposal}/comments/{said.Comment}#c-{said.Comment}", whom) { PassOn = passOn };
    }

    private async Task<AccountId?> WriterAsync(CommentId comment, CancellationToken stop) =>
        _answered.TryGetValue(comment, out var known) ? known : _answered[comment] = await db.Comments.Where(c => c.Id == comment && c.From == null).Select(c => (AccountId?)c.By.AccountId).SingleOrDefaultAsync(stop);

    private async Task<(string Title, HashSet<AccountId> Authors, List<PersonId> PassOn)?> AboutAsync(ProposalId proposal, CancellationToken stop)
    {
        if (_about.TryGetValue(proposal, out var known)) return known;
        if (await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.Title).SingleOrDefaultAsync(stop) is not { } title) return _about[proposal] = null;
        var (whom, passOn) = await db.AuthorOfAsync(proposal, stop);
        return _about[proposal] = (title, whom, passOn);
    }
}
