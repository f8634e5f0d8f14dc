using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Discussion;

/// <summary>Keeps how many comments take up each stance, in the transaction in which a comment comes or goes.</summary>
public sealed class StanceCounts(ForumDb db) : IReaction
{
    public bool Wants(IEvent happened) => happened is CommentAdded or CommentWithdrawn or TextHidden { Text.Kind: TextKind.Comment } or TextShownAgain { Text.Kind: TextKind.Comment };

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        CommentId id = happened switch
        {
            CommentAdded added => added.Comment,
            CommentWithdrawn withdrawn => withdrawn.Comment,
            TextHidden hidden => new(hidden.Text.Id),
            TextShownAgain shown => new(shown.Text.Id),
            _ => default,
        };
        var comment = (await db.Comments.FindAsync([id], stop))!;
        var talk = await db.Talks.FindAsync([comment.ProposalId], stop) ?? db.Talks.Add(new(comment.ProposalId)).Entity;
        if (comment.IsShown) talk.Shown(comment.Stance);
        else talk.Gone(comment.Stance);
    }
}

public static class Stances
{
    /// <summary>How many comments that are shown take up each stance.</summary>
    public static async Task<IReadOnlyDictionary<Stance, int>> StancesAsync(this ForumDb db, ProposalId proposal, CancellationToken stop) =>
        await db.Talks.AsNoTracking().SingleOrDefaultAsync(t => t.ProposalId == proposal, stop) is { } talk ? Of(talk.For, talk.Against, talk.Neither) : Of(0, 0, 0);

    /// <summary>Those that anybody takes up.</summary>
    public static IReadOnlyDictionary<Stance, int> Of(int agreeing, int against, int neither) =>
        new[] { (Stance.For, agreeing), (Stance.Against, against), (Stance.Neither, neither) }.Where(s => s.Item2 > 0).ToDictionary(s => s.Item1, s => s.Item2);
}
