using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>The portal notes that an open poll was changed past it, or is as it was saved again; each once.</summary>
[PortalOnly, Official]
public sealed record NoteChanged(PollId Id) : ICommand<Done>;

public sealed class NoteChangedHandler(ForumDb db, PollAsSaved saved) : IRequestHandler<NoteChanged, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(NoteChanged request, CancellationToken stop)
    {
        var poll = await db.Polls.SingleAsync(p => p.Id == request.Id, stop);
        var faults = poll.State == PollState.Open ? await saved.ChangesAsync(poll, stop) : [];
        if (faults.Count > 0 != await db.IsNotedChangedAsync(poll, stop)) poll.Found(faults);
        return Outcome.Done;
    }
}

/// <summary>Looks at open polls as a whole: each once an hour, and at once where something of it was refused as changed. It reads of one instant, so that a ballot cast meanwhile is no fault, and holds up no writer.</summary>
public sealed class PollsToLookAt(ForumDb db, IForumStorage storage, PollAsSaved saved, PollLooks looks, NotedCounts noted, ILogger<PollsToLookAt> log) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop)
    {
        List<DueCommand> found = [];
        foreach (var fewer in await noted.NoteAsync(db, stop)) looks.Suspect(fewer);
        var open = await db.Polls.AsNoTracking().Where(p => p.State == PollState.Open).Select(p => new { p.Id, p.CommunityId }).ToListAsync(stop);
        foreach (var id in open.Where(p => looks.IsDue(p.Id, now)))
            try
            {
                await using var reading = await storage.ReadAsync(db, stop);
                var poll = await db.Polls.AsNoTracking().SingleAsync(p => p.Id == id.Id, stop);
                var changed = (await saved.ChangesAsync(poll, stop)).Count > 0;
                looks.Saw(poll.Id, now, changed);
                if (changed != await db.IsNotedChangedAsync(poll, stop)) found.Add(new(id.CommunityId, new NoteChanged(poll.Id)));
            }
            catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
            {
                looks.Saw(id.Id, now, false);
                log.LogError(unreadable, "Poll {Poll} cannot be read", id.Id);
            }
        return found;
    }
}

public static class NotedChanges
{
    private static readonly string[] Acts = [PollFoundChanged.Name, PollFoundRestored.Name];

    /// <summary>Whether the ledger says last that a poll was changed.</summary>
    public static async Task<bool> IsNotedChangedAsync(this ForumDb db, Poll poll, CancellationToken stop) =>
        await db.Ledger.AsNoTracking().Where(r => r.CommunityId == poll.CommunityId && r.Subject == poll.Topic && Acts.Contains(r.Act)).OrderByDescending(r => r.Seq).Select(r => r.Act).FirstOrDefaultAsync(stop) == PollFoundChanged.Name;
}
