using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;

namespace Forum.Decisions;

/// <summary>With a poll's closing, in the same transaction, its outcome goes on public notice.</summary>
public sealed class BeginNoticePeriod(ForumDb db, Moment moment, IEnumerable<IMatterRoad> roads) : IReaction
{
    public bool Wants(IEvent happened) => happened is PollClosed;

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        var closed = (PollClosed)happened;
        var poll = (await db.Polls.FindAsync([closed.Poll], stop))!;
        // Whole days in the community's zone: to the midnight after the last.
        var until = moment.Midnight(closed.ClosedAt, poll.NoticeDays + 1);
        db.NoticePeriods.Add(NoticePeriod.Begin(closed.CommunityId, closed.Poll, closed.Matter, poll.Question, closed.Outcome, closed.ClosedAt, until));
        await roads.ReachAsync(closed.Matter, MatterStation.OnNotice, closed.ClosedAt, until, stop);
    }
}
