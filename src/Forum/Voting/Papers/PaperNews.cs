using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Notifications;
using Forum.Queue;
using Forum.Voting.Lines;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Papers;

/// <summary>A voter is told when a ballot in their name came on paper, or a paper was given out to them: a false one is noticed.</summary>
public sealed class PaperNews(ForumDb db, Moment moment) : INewsmaker
{
    public Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        BallotCameOnPaper e => MakeAsync("news.ballot-on-paper", e.Poll, e.Voter, e.Channel, stop),
        PaperGivenOut e => MakeAsync("news.paper-given-out", e.Poll, e.Voter, e.Channel, stop),
        _ => Task.FromResult<News?>(null),
    };

    private async Task<News?> MakeAsync(string text, PollId poll, VoterId voter, Channel channel, CancellationToken stop)
    {
        var whom = await db.AnsweringForAsync(db.RollLines.Where(l => l.PollId == poll && l.VoterId == voter).Select(l => l.VoterId), moment, stop);
        return await db.OfLineAsync(text, poll, voter, whom, stop, $"Channel.{channel}");
    }
}

/// <summary>Who is named as the second person at a giving out is told: nobody gives out papers alone under a colleague's name.</summary>
public sealed class WitnessNews(ForumDb db) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened is not PaperGivenOut e ? null
        : new("news.paper-witnessed", new Dictionary<string, string> { ["title"] = await db.Polls.Where(p => p.Id == e.Poll).Select(p => p.Question).SingleAsync(stop), ["@word"] = $"Channel.{e.Channel}" }, $"/polls/{e.Poll}/desk", [e.Witness]);
}

/// <summary>Papers that wait for a second person, for those who may be it.</summary>
public sealed class PaperQueue(ForumDb db, PaperDesk papers, TimeProvider time) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        if (!caller.Has(Right.HandlePapers)) return [];
        var (me, now) = (caller.AccountId, time.GetUtcNow());
        var polls = await db.Polls.AsNoTracking().VisibleTo(caller, db)
            .Where(p => p.State == PollState.Open && p.EntryEndsAt > now && db.BallotPapers.Any(b => b.PollId == p.Id && b.State == PaperState.Entered && b.FirstBy != me)).ToListAsync(stop);
        List<QueueItem> waiting = [];
        foreach (var poll in polls)
            if ((await papers.OpenAsync(caller, poll.Id, stop)).Ok) waiting.Add(new("paper.second", poll.Id.ToString(), poll.Number, poll.Question, poll.OpenedAt!.Value, poll.EntryEndsAt, $"/polls/{poll.Id}/desk"));
        return waiting;
    }
}
