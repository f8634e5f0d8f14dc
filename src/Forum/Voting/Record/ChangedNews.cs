using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>
/// Who watches over polls besides those who hold them: whoever hears appeals (the supervision committee), since a holder
/// may be the one who changed it, and the Party organisation, which stands in where no holder may act.
/// </summary>
public static class PollWatch
{
    /// <summary>Whether the caller is told of a poll at this place that was changed.</summary>
    public static bool Watches(Caller caller, string path) => caller.May(Right.HearAppeal, path) || caller.May(Right.StandIn, path);

    /// <summary>Who is told of it: those who watch, those who may hold it, and who set it up.</summary>
    public static async Task<IReadOnlyCollection<AccountId>> OfAsync(Holders holders, Poll poll, string path, CancellationToken stop)
    {
        HashSet<AccountId> who = [poll.SetUpBy.AccountId];
        foreach (var right in new[] { Right.HearAppeal, Right.StandIn, PollVisibility.HoldRight(poll.Rule.Electorate) }) who.UnionWith(await holders.OfAsync(right, path, stop));
        return who;
    }
}

/// <summary>They are told once that a poll was found changed, and once that it is as it was saved again.</summary>
public sealed class ChangedNews(ForumDb db, Holders holders) : INewsmaker
{
    public Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        PollFoundChanged e => MakeAsync("news.poll-changed", e.Poll, stop),
        PollFoundRestored e => MakeAsync("news.poll-restored", e.Poll, stop),
        _ => Task.FromResult<News?>(null),
    };

    private async Task<News?> MakeAsync(string text, PollId id, CancellationToken stop)
    {
        var poll = await db.Polls.AsNoTracking().SingleAsync(p => p.Id == id, stop);
        var whom = await PollWatch.OfAsync(holders, poll, await db.PathAsync(poll.PlaceId, stop), stop);
        return new(text, new Dictionary<string, string> { ["title"] = poll.Question }, $"/polls/{id}", whom) { Other = Council.Matter.Proposal(poll.Matter) };
    }
}

/// <summary>Open polls that were changed, for those who watch and those who hold them, until they are restored or called off.</summary>
public sealed class ChangedQueue(ForumDb db, PollHolders holders, PollLooks looks) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        var changed = looks.AllChanged;
        if (changed.Count == 0) return [];
        List<QueueItem> all = [];
        foreach (var poll in await db.Polls.AsNoTracking().Where(p => p.State == PollState.Open && changed.Contains(p.Id)).VisibleTo(caller, db).ToListAsync(stop))
        {
            var path = await db.PathAsync(poll.PlaceId, stop);
            if (PollWatch.Watches(caller, path) || (await holders.SignAsync(caller, poll, path, stop)).Ok)
                all.Add(new("poll.changed", poll.Id.ToString(), poll.Number, poll.Question, poll.OpenedAt!.Value, poll.ClosesAt, $"/polls/{poll.Id}"));
        }
        return all;
    }
}
