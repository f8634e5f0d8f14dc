using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>What becomes of choices that were not confirmed when their poll takes none any more.</summary>
public static class LapseUnconfirmed
{
    /// <summary>They go, and their owners hear that they were not cast; not where a ballot stands that they could not have replaced.</summary>
    public static async Task LapseUnconfirmedAsync(this ForumDb db, Poll poll, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var choice in await db.UnconfirmedChoices.Where(u => u.PollId == poll.Id).ToListAsync(stop))
        {
            if (!await db.IsBarredAsync(poll, choice, now, stop)) choice.Lapse();
            db.UnconfirmedChoices.Remove(choice);
        }
    }

    /// <summary>Whether what somebody chose can no longer be confirmed, since another ballot of the line stands.</summary>
    public static async Task<bool> IsBarredAsync(this ForumDb db, Poll poll, UnconfirmedChoice choice, DateTimeOffset now, CancellationToken stop)
    {
        var cast = await db.Ballots.AsNoTracking().SingleOrDefaultAsync(b => b.PollId == poll.Id && b.VoterId == choice.VoterId, stop);
        return poll.BarsReplacing(cast, choice.AccountId, await db.CasterActsAsync(poll, cast, now, stop)) is not null;
    }
}
