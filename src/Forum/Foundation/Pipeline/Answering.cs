using Forum.Domain.Kernel;
using Forum.Foundation.Storage;

namespace Forum.Foundation.Pipeline;

/// <summary>One command answered within the open transaction: known by its key, or handled, with what happened through it.</summary>
public sealed class Answering(ForumDb db, Desk desk, Remembrance remembrance, TimeProvider time)
{
    public async Task<(TOutcome Outcome, IReadOnlyList<Happening> Happenings)> AnswerAsync<TRequest, TOutcome>(TRequest request, Func<Task<TOutcome>> handle, CancellationToken stop)
        where TOutcome : IOutcome<TOutcome>
    {
        var once = request is ISecret ? null : desk.OnceKey;
        if (once is not null && await Once.AnswerAsync<TRequest, TOutcome>(db, desk.Caller, once, request, stop) is (true, var kept)) return (kept, []);
        var outcome = await handle();
        if (!outcome.Ok) return (outcome, []);
        var happenings = await remembrance.TakeAsync(desk.Caller.Actor, stop);
        // A repeated act that changes nothing leaves none.
        if (typeof(TRequest).IsDefined(typeof(OfficialAttribute), false) && !happenings.Any(h => h.Event is IOfficialAct) && db.ChangeTracker.HasChanges())
            throw new InvalidOperationException($"{typeof(TRequest).Name} is official but left no act for the ledger.");
        if (once is not null) Once.Keep(db, desk.Caller, once, request, outcome, time.GetUtcNow());
        return (outcome, happenings);
    }
}
