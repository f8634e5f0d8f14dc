using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>A poll that is set up and not open yet is called off when the proposal that it is about ends, which could not be voted on any more.</summary>
public sealed class DraftsOfEnded(ForumDb db) : IReaction
{
    public bool Wants(IEvent happened) => happened is ProposalEnded;

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        foreach (var poll in await db.Polls.Where(p => p.Matter == happened.Topic && p.State == PollState.Draft).ToListAsync(stop))
        {
            poll.EndWithMatter();
            await db.UnwrapNoMoreAsync(poll.Id, stop);
        }
    }
}
