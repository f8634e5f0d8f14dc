using Forum.Council.Proposals;
using Forum.Council.Versions;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Foundation.Live;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Kit;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>
/// A comment that is new, changed, hidden or taken back, rendered once per language with the component that the page
/// itself uses; with it what stands above the discussion, so that no screen has to read the whole page again.
/// </summary>
public sealed class CommentFragments(ForumDb db, PieceRenderer pieces) : IFragments
{
    public async Task<(string Target, string Html)?> RenderAsync(IEvent happened, string language, CancellationToken stop)
    {
        CommentId? id = happened switch
        {
            CommentAdded added => added.Comment, CommentEdited edited => edited.Comment, CommentWithdrawn withdrawn => withdrawn.Comment,
            TextHidden { Text: { Kind: TextKind.Comment } hidden } => new(hidden.Id), TextShownAgain { Text: { Kind: TextKind.Comment } shown } => new(shown.Id), CommentAgreed agreed => agreed.Comment, _ => null,
        };
        if (id is null || await db.Comments.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, stop) is not { } comment) return null;
        var (stances, bestFor, bestAgainst) = (await db.StancesAsync(comment.ProposalId, stop), await db.BestAsync(comment.ProposalId, Stance.For, stop), await db.BestAsync(comment.ProposalId, Stance.Against, stop));
        var now = new TextNow(comment.ProposalId, await db.Set<ProposalVersion>().Where(v => EF.Property<ProposalId>(v, "ProposalId") == comment.ProposalId).MaxAsync(v => v.Number, stop));
        var over = !await db.IsTalkedOfAsync(comment.ProposalId, stop);
        LanguageChoice.Speak(language);
        var html = await pieces.CommentAsync(CommentView.Of(comment), now, over)
            + await pieces.RenderAsync<Poise>((nameof(Poise.Stances), stances), (nameof(Poise.BestFor), bestFor), (nameof(Poise.BestAgainst), bestAgainst));
        return (happened is not CommentAdded ? $"c-{comment.Id}" : comment.ReplyTo is { } parent ? $"answers-{parent}" : "comments", html);
    }
}
