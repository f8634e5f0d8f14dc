using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Notifications;
using Forum.Queue;
using Forum.Voting.Lines;
using Forum.Voting.Papers;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Roll;

/// <summary>A voter is told when their line of a roll was corrected: a false correction is noticed.</summary>
public sealed class RollNews(ForumDb db, Moment moment) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop)
    {
        if (happened is not RollCorrectionSettled { Confirmed: true } e) return null;
        // A line that was struck is on no roll any more.
        var line = await db.RollCorrections.Where(c => c.Id == e.Correction).Select(c => new { c.VoterId, c.Label }).SingleAsync(stop);
        var whom = await db.AnsweringForAsync(db.RollCorrections.Where(c => c.Id == e.Correction).Select(c => c.VoterId), moment, stop);
        return await db.OfLineAsync("news.roll-corrected", e.Poll, line.VoterId, whom, stop, $"CorrectionKind.{e.Kind}", line.Label) with { Href = $"/polls/{e.Poll}/roll" };
    }
}

/// <summary>Corrections that wait for a second person, for those who may be it.</summary>
public sealed class RollQueue(ForumDb db, PaperDesk papers, TimeProvider time) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        if (!caller.Has(Right.HandlePapers)) return [];
        var (me, now) = (caller.AccountId!.Value, time.GetUtcNow());
        var polls = await db.Polls.AsNoTracking().VisibleTo(caller, db)
            .Where(p => p.State == PollState.Open && p.ClosesAt > now && db.RollCorrections.Any(c => c.PollId == p.Id && c.OpenFor != null && c.ProposedBy.AccountId != me)).ToListAsync(stop);
        List<QueueItem> waiting = [];
        foreach (var poll in polls)
            if ((await papers.OpenAsync(caller, poll.Id, stop)).Ok) waiting.Add(new("roll.second", poll.Id.ToString(), poll.Number, poll.Question, poll.OpenedAt!.Value, poll.ClosesAt, $"/polls/{poll.Id}/roll"));
        return waiting;
    }
}
