using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>Keeps how many comments take up each stance, in the transaction in which a comment comes or goes.</summary>
public sealed class StanceCounts(ForumDb db) : IReaction
{
    public bool Wants(IEvent happened) => happened is CommentAdded or CommentHidden or CommentShownAgain or CommentWithdrawn;

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        var (proposal, id) = happened switch
        {
            CommentAdded added => (added.Proposal, added.Comment),
            CommentHidden hidden => (hidden.Proposal, hidden.Comment),
            CommentShownAgain shown => (shown.Proposal, shown.Comment),
            CommentWithdrawn withdrawn => (withdrawn.Proposal, withdrawn.Comment),
            _ => default,
        };
        var comment = (await db.Comments.FindAsync([id], stop))!;
        var talk = await db.Talks.FindAsync([proposal], stop) ?? db.Talks.Add(new(proposal)).Entity;
        if (comment.IsShown) talk.Shown(comment.Stance);
        else talk.Gone(comment.Stance);
    }
}

public static class Stances
{
    /// <summary>How many comments that are shown take up each stance.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> StancesAsync(this ForumDb db, ProposalId proposal, CancellationToken stop) =>
        await db.Talks.AsNoTracking().SingleOrDefaultAsync(t => t.ProposalId == proposal, stop) is { } talk ? Of(talk.For, talk.Against, talk.Neither) : Of(0, 0, 0);

    /// <summary>Those that anybody takes up.</summary>
    public static IReadOnlyDictionary<string, int> Of(int agreeing, int against, int neither) =>
        new[] { (Stance.For, agreeing), (Stance.Against, against), (Stance.Neither, neither) }.Where(s => s.Item2 > 0).ToDictionary(s => s.Item1.ToString(), s => s.Item2);
}
