using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>A page of a discussion: threads, newest first, each with its answers, oldest first.</summary>
/// <param name="Before">The cursor: only threads numbered below.</param>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetDiscussion(ProposalId Proposal, int? Before = null, int Take = 20) : IQuery<DiscussionView>;

public sealed record DiscussionView(IReadOnlyList<CommentView> Items, string? Next, CommentView? BestFor, CommentView? BestAgainst);

/// <summary>A comment as everybody reads it; a hidden one keeps its place and the reason, not its words.</summary>
public sealed record CommentView(CommentId Id, int Seq, int Version, CommentId? ReplyTo, Stance Stance, string? Body, string? Html, Byline? By, DateTimeOffset At, int Agreed, string? HiddenBecause, IReadOnlyList<CommentView> Answers);

public sealed class GetDiscussionHandler(ForumDb db, Desk desk) : IRequestHandler<GetDiscussion, Outcome<DiscussionView>>
{
    public async Task<Outcome<DiscussionView>> Handle(GetDiscussion request, CancellationToken stop)
    {
        if (!await db.Proposals.Where(p => p.Id == request.Proposal).VisibleTo(desk.Caller, db).AnyAsync(stop)) return Refusal.NotFound;
        var take = Math.Clamp(request.Take, 1, 100);
        var all = db.Comments.AsNoTracking().Where(c => c.ProposalId == request.Proposal);
        var threads = await all.Where(c => c.ReplyTo == null && (request.Before == null || c.Seq < request.Before)).OrderByDescending(c => c.Seq).Take(take + 1).ToListAsync(stop);
        var more = threads.Count > take;
        threads = [.. threads.Take(take)];
        var ids = threads.Select(t => (CommentId?)t.Id).ToList();
        var answers = (await all.Where(c => ids.Contains(c.ReplyTo)).OrderBy(c => c.Seq).ToListAsync(stop)).ToLookup(c => c.ReplyTo!.Value);
        return new DiscussionView(
            [.. threads.Select(t => Show(t, [.. answers[t.Id].Select(a => Show(a, []))]))], more ? threads[^1].Seq.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
            await BestAsync(all, Stance.For, stop), await BestAsync(all, Stance.Against, stop));
    }

    /// <summary>The comment as everybody reads it.</summary>
    public static CommentView Show(Comment c, IReadOnlyList<CommentView> answers) => c.Hidden is { } hidden
        ? new(c.Id, c.Seq, c.Version, c.ReplyTo, c.Stance, null, null, null, c.At, 0, hidden.Reason, answers)
        : new(c.Id, c.Seq, c.Version, c.ReplyTo, c.Stance, c.Body.Source, c.Body.Html, c.By, c.At, c.Agreed, null, answers);

    private static async Task<CommentView?> BestAsync(IQueryable<Comment> all, Stance stance, CancellationToken stop) =>
        await all.Where(c => c.Stance == stance && c.Hidden == null && c.Agreed > 0).OrderByDescending(c => c.Agreed).ThenBy(c => c.Seq).FirstOrDefaultAsync(stop) is { } best ? Show(best, []) : null;
}
