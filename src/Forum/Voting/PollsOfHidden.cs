using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>A poll that is not open, or was called off, goes from open screens, and comes back to them, with the proposal that it is about.</summary>
public sealed class PollsOfHidden(ForumDb db) : IReaction
{
    public bool Wants(IEvent happened) => happened is TextHidden { Text.Kind: TextKind.Proposal } or TextShownAgain { Text.Kind: TextKind.Proposal };

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        foreach (var poll in await db.Polls.Where(p => p.Matter == happened.Topic && (p.State == PollState.Draft || p.State == PollState.CalledOff)).ToListAsync(stop)) poll.MatterTurned();
    }
}
