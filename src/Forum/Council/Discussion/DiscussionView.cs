using System.Globalization;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>In which order threads are read.</summary>
public enum CommentOrder { Newest, Oldest, Agreed }

/// <summary>A page of a discussion: threads in the order asked for, each with its first answers.</summary>
/// <param name="Cursor">Where the page before ended.</param>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetDiscussion(ProposalId Proposal, string? Cursor = null, int Take = 20, CommentOrder Order = CommentOrder.Newest) : IQuery<DiscussionView>, IAlike
{
    public string Topic => $"proposals/{Proposal}";

    // There are as many pages as anybody cares to name.
    public int Weight => Cursor is null && Take == 20 ? 1 : 20;
}

public sealed record DiscussionView(IReadOnlyList<CommentView> Items, string? Next, CommentView? BestFor, CommentView? BestAgainst)
{
    /// <summary>When anything on the page was said, changed or taken back last.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset Newest { get; } = Items.SelectMany(t => t.Answers.Prepend(t)).SelectMany(c => new[] { c.At, c.EditedAt ?? default, c.WithdrawnAt ?? default }).DefaultIfEmpty().Max();
}

public sealed class GetDiscussionHandler(ForumDb db, Desk desk) : IRequestHandler<GetDiscussion, Outcome<DiscussionView>>
{
    public async Task<Outcome<DiscussionView>> Handle(GetDiscussion request, CancellationToken stop)
    {
        if (await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == request.Proposal).VisibleTo(desk.Caller, db)
            .Select(p => new { For = db.Talks.Where(t => t.ProposalId == p.Id).Select(t => t.For).FirstOrDefault(), Against = db.Talks.Where(t => t.ProposalId == p.Id).Select(t => t.Against).FirstOrDefault() }).SingleOrDefaultAsync(stop) is not { } said) return Refusal.NotFound;
        var take = Math.Clamp(request.Take, 1, 100);
        var threads = await db.Comments.AsNoTracking().ThreadsOf(request.Proposal, request.Order, request.Cursor).Take(take + 1).ToListAsync(stop);
        var more = threads.Count > take;
        threads = [.. threads.Take(take)];
        var answers = await FirstAnswersAsync(threads, stop);
        return new DiscussionView(
            [.. threads.Select(t => CommentView.Of(t, [.. answers[t.Id].Select(a => CommentView.Of(a))]))], more ? DiscussionPages.Cursor(threads[^1], request.Order) : null,
            said.For > 0 ? await db.BestAsync(request.Proposal, Stance.For, stop) : null, said.Against > 0 ? await db.BestAsync(request.Proposal, Stance.Against, stop) : null);
    }

    private async Task<ILookup<CommentId, Comment>> FirstAnswersAsync(List<Comment> threads, CancellationToken stop)
    {
        var answered = threads.Where(t => t.Answers > 0).Select(t => (CommentId?)t.Id).ToList();
        if (answered.Count == 0) return Array.Empty<Comment>().ToLookup(c => c.Id);
        return (await db.Comments.AsNoTracking().FirstAnswersOf(answered).ToListAsync(stop)).ToLookup(c => c.ReplyTo!.Value);
    }
}

/// <summary>Pages of a discussion, each read along an index from where the page before ended.</summary>
public static class DiscussionPages
{
    /// <summary>So many answers stand under each thread; the others on the thread's own page.</summary>
    public const int FirstAnswers = 3;

    public static IQueryable<Comment> ThreadsOf(this IQueryable<Comment> all, ProposalId proposal, CommentOrder order, string? cursor)
    {
        var threads = all.Where(c => c.ProposalId == proposal && c.ReplyTo == null);
        var (agreed, seq) = Read(cursor);
        if (seq is { } last)
            threads = order switch
            {
                CommentOrder.Newest => threads.Where(c => c.Seq < last),
                CommentOrder.Oldest => threads.Where(c => c.Seq > last),
                _ => threads.Where(c => c.Agreed <= agreed && (c.Agreed < agreed || c.Seq > last)),
            };
        return order switch
        {
            CommentOrder.Newest => threads.OrderByDescending(c => c.Seq),
            CommentOrder.Oldest => threads.OrderBy(c => c.Seq),
            _ => threads.OrderByDescending(c => c.Agreed).ThenBy(c => c.Seq),
        };
    }

    public static IQueryable<Comment> FirstAnswersOf(this IQueryable<Comment> all, List<CommentId?> threads) =>
        all.Where(c => threads.Contains(c.ReplyTo) && c.Nth <= FirstAnswers).OrderBy(c => c.ReplyTo).ThenBy(c => c.Nth);

    /// <summary>The comment of a side that most agree with.</summary>
    public static IQueryable<Comment> Best(this IQueryable<Comment> all, ProposalId proposal, Stance stance) =>
        all.Shown().Where(c => c.ProposalId == proposal && c.Stance == stance && c.Agreed > 0).OrderByDescending(c => c.Agreed).ThenBy(c => c.Seq).Take(1);

    public static async Task<CommentView?> BestAsync(this ForumDb db, ProposalId proposal, Stance stance, CancellationToken stop) =>
        await db.Comments.AsNoTracking().Best(proposal, stance).FirstOrDefaultAsync(stop) is { } best ? CommentView.Of(best) : null;

    public static string Cursor(Comment last, CommentOrder order) =>
        order == CommentOrder.Agreed ? string.Create(CultureInfo.InvariantCulture, $"{last.Agreed}.{last.Seq}") : last.Seq.ToString(CultureInfo.InvariantCulture);

    private static (int Agreed, int? Seq) Read(string? cursor)
    {
        var parts = cursor?.Split('.') ?? [];
        int? Number(int i) => i >= 0 && i < parts.Length && int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
        return parts.Length > 2 ? default : (parts.Length == 2 ? Number(0) ?? 0 : int.MaxValue, Number(parts.Length - 1));
    }
}
