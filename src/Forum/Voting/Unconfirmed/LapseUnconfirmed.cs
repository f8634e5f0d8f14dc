using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>What becomes of choices that were not confirmed when their poll takes none any more.</summary>
public static class LapseUnconfirmed
{
    /// <summary>They go, and their owners hear that they were not cast.</summary>
    public static async Task LapseUnconfirmedAsync(this ForumDb db, Poll poll, CancellationToken stop)
    {
        foreach (var choice in await db.UnconfirmedChoices.Where(u => u.PollId == poll.Id).ToListAsync(stop))
        {
            choice.Lapse();
            db.UnconfirmedChoices.Remove(choice);
        }
    }
}
