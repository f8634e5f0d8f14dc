using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>Keeps how many outcomes a call owes, in the transaction in which a contribution is hidden or shown again.</summary>
public sealed class CallCounts(ForumDb db) : IReaction
{
    public bool Wants(IEvent happened) => happened is TextHidden { Text.Kind: TextKind.Contribution } or TextShownAgain { Text.Kind: TextKind.Contribution };

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        var id = happened is TextHidden hidden ? hidden.Text.Id : ((TextShownAgain)happened).Text.Id;
        var contribution = (await db.Contributions.FindAsync([new ContributionId(id)], stop))!;
        var call = await db.Calls.SingleAsync(c => c.Id == contribution.CallId, stop);
        if (happened is TextHidden) call.Lose(contribution);
        else call.Regain(contribution);
    }
}
