using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Notifications;
using Forum.Organisation;
using Forum.Queue;
using Forum.Voting.Lines;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Registrar;

/// <summary>The committee is told that a key is due, who set the poll up that it is there, and whoever took a token that it is signed: of a home or body they alone can cast it.</summary>
public sealed class RegistrarNews(ForumDb db, SecondRegistrars seconds) : INewsmaker
{
    public async Task<News?> OfAsync(IEvent happened, CancellationToken stop) => happened switch
    {
        SecondRegistrarAsked e => await MakeAsync("news.second-key-due", e.Poll, $"/polls/{e.Poll}/registrar", p => seconds.FreeAsync(p, stop), stop),
        SecondKeyMade e => await MakeAsync("news.second-key-made", e.Poll, $"/polls/{e.Poll}", p => Task.FromResult<IReadOnlyList<AccountId>>([p.SetUpBy.AccountId]), stop),
        TokenCountersigned e => await db.OfLineAsync("news.countersigned", e.Poll, e.Line, await db.SpentLines.Where(s => s.PollId == e.Poll && s.VoterId == e.Line).Select(s => s.AccountId).ToListAsync(stop), stop),
        _ => null,
    };

    private async Task<News> MakeAsync(string text, PollId id, string href, Func<Poll, Task<IReadOnlyList<AccountId>>> whom, CancellationToken stop)
    {
        var poll = await db.Polls.AsNoTracking().SingleAsync(p => p.Id == id, stop);
        return new(text, new Dictionary<string, string> { ["title"] = poll.Question }, href, [.. await whom(poll)]) { Other = Council.Matter.Proposal(poll.Matter) };
    }
}

/// <summary>Polls that wait for the committee's key, for its signatures, or for word that its key is deleted.</summary>
public sealed class RegistrarQueue(ForumDb db, SecondRegistrars seconds, TimeProvider time) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        if (!caller.Has(Right.Countersign)) return [];
        var now = time.GetUtcNow();
        var lines = db.SpentLines.WaitingFor(db);
        var rows = await db.Polls.AsNoTracking().VisibleTo(caller, db).Where(p => p.SecondRegistrar).Join(db.Places, p => p.PlaceId, place => place.Id, (p, place) => new
        {
            Poll = p, place.Path,
            Key = p.State == PollState.Draft && p.SecondKeyHash == null && p.ClosesAt > now,
            Lines = p.State == PollState.Open && p.ClosesAt > now && lines.Any(t => t.PollId == p.Id),
            Papers = p.State == PollState.Open && p.EntryEndsAt > now && db.WaitingBallots.Any(b => b.PollId == p.Id),
            Delete = (p.State == PollState.Closed || p.State == PollState.CalledOff) && db.SecondKeys.Any(k => k.PollId == p.Id && k.DestroyedAt == null),
        }).Where(r => r.Key || r.Lines || r.Papers || r.Delete).ToListAsync(stop);
        List<QueueItem> all = [];
        foreach (var r in rows.Where(r => caller.May(Right.Countersign, r.Path)))
            if (r.Delete || await seconds.RecusedAsync(caller, r.Poll.Id, stop) is null) all.Add(new(
            r.Key ? "registrar.key" : r.Delete ? "registrar.delete" : "registrar.sign", r.Poll.Id.ToString(), r.Poll.Number, r.Poll.Question, r.Poll.OpenedAt ?? r.Poll.ClosesAt,
            r.Delete ? null : r.Lines || r.Key ? r.Poll.ClosesAt : r.Poll.EntryEndsAt, $"/polls/{r.Poll.Id}/registrar"));
        return all;
    }
}
