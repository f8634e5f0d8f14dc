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
        var all = await db.UnconfirmedChoices.Where(u => u.PollId == poll.Id).ToListAsync(stop);
        foreach (var choice in all.Except(await db.BarredAsync(poll, all, now, stop))) choice.Lapse();
        db.UnconfirmedChoices.RemoveRange(all);
    }

    /// <summary>Those of a poll's choices that can no longer be confirmed, since another ballot of the line stands.</summary>
    public static async Task<IReadOnlyCollection<UnconfirmedChoice>> BarredAsync(this ForumDb db, Poll poll, IReadOnlyList<UnconfirmedChoice> choices, DateTimeOffset now, CancellationToken stop)
    {
        var lines = choices.Select(c => c.VoterId).Distinct().ToList();
        var cast = await db.Ballots.AsNoTracking().Where(b => b.PollId == poll.Id && lines.Contains(b.VoterId)).ToDictionaryAsync(b => b.VoterId, stop);
        var left = await db.LeftAsync(poll, cast.Values, now, stop);
        return choices.Where(c => poll.BarsReplacing(cast.GetValueOrDefault(c.VoterId), c.AccountId, !left.Contains(c.VoterId)) is not null).ToHashSet();
    }
}
