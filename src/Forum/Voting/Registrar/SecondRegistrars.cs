using Forum.Council.Moderation;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Registrar;

/// <summary>Who signs as second registrar: the supervision committee, but nobody who has an interest in the poll's matter. Nobody stands in for it.</summary>
public sealed class SecondRegistrars(ForumDb db, Holders holders, Offices offices)
{
    /// <summary>What is told to who would sign, where none of them may.</summary>
    public const string AllRecused = "registrar.all-recused";

    /// <summary>What the ledger keeps where an open poll is called off because of that.</summary>
    public const string Fault = "everybody of the second registrar has an interest";

    /// <summary>Why the caller neither makes the key of a poll nor signs; nothing where they may.</summary>
    public Task<Refusal?> RecusedAsync(Caller caller, PollId poll, CancellationToken stop) => offices.BarsAsync(poll, caller, stop);

    /// <summary>Whom a poll waits for.</summary>
    public async Task<IReadOnlyList<AccountId>> FreeAsync(Poll poll, CancellationToken stop)
    {
        var barred = await offices.BarredAsync(poll.Id, stop);
        return [.. (await holders.OfAsync(Right.Countersign, await db.PathAsync(poll.PlaceId, stop), stop)).Where(a => !barred.Contains(a))];
    }

    /// <summary>Whether everybody of the committee has an interest in a matter. One that nobody sits in is to be appointed.</summary>
    public async Task<bool> AllRecusedAsync(string path, AtStake about, CancellationToken stop) => await AllRecusedAsync(path, await offices.InterestedAsync(about, stop), stop);

    private async Task<bool> AllRecusedAsync(string path, HashSet<AccountId> barred, CancellationToken stop) => await holders.OfAsync(Right.Countersign, path, stop) is { Count: > 0 } held && barred.IsSupersetOf(held);

    /// <summary>Whether a poll needs signatures, still or from its opening on, that nobody may give.</summary>
    public async Task<bool> StuckAsync(Poll poll, DateTimeOffset now, CancellationToken stop) =>
        poll is { SecondRegistrar: true, State: PollState.Draft or PollState.Open } && now < poll.EntryEndsAt && await AllRecusedAsync(await db.PathAsync(poll.PlaceId, stop), await offices.BarredAsync(poll.Id, stop), stop);
}

/// <summary>Open polls that nobody may sign for, until an interest ends: for those who hold them and may call them off.</summary>
public sealed class UnsignedQueue(ForumDb db, SecondRegistrars seconds, PollHolders holders, TimeProvider time) : IQueueSource
{
    public async Task<IReadOnlyList<QueueItem>> WaitingAsync(Caller caller, CancellationToken stop)
    {
        if (!caller.Has(Right.HoldPoll) && !caller.Has(Right.HoldOwnersPoll) && !caller.Has(Right.StandIn) && caller.Units.Length == 0) return [];
        List<QueueItem> all = [];
        foreach (var poll in await db.Polls.AsNoTracking().VisibleTo(caller, db).Where(p => p.State == PollState.Open && p.SecondRegistrar).ToListAsync(stop))
            if ((await holders.SignAsync(caller, poll, await db.PathAsync(poll.PlaceId, stop), stop)).Ok && await seconds.StuckAsync(poll, time.GetUtcNow(), stop))
                all.Add(new("registrar.stuck", poll.Id.ToString(), poll.Number, poll.Question, poll.OpenedAt!.Value, poll.ClosesAt, $"/polls/{poll.Id}"));
        return all;
    }
}
