using System.Reflection;
using Forum.Domain.Kernel;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>
/// The only place that saves. Opens the transaction before the handler loads anything; in that one transaction go the
/// change, its ledger rows, its topics' versions, what waits to be told, and the answer kept for a repeated request.
/// A grouped command shares its transaction with those that wait beside it.
/// </summary>
public sealed class Commit<TRequest, TOutcome>(
    Desk desk, ForumDb db, IForumStorage storage, TimeProvider time, OutboxBell bell, Remembrance remembrance, Groups groups) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome>
{
    private static readonly bool IsCommand = typeof(TRequest).GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>));
    private static readonly bool IsOfficial = typeof(TRequest).IsDefined(typeof(OfficialAttribute));
    private static readonly bool IsGrouped = typeof(TRequest).IsAssignableTo(typeof(IGrouped));

    public async Task<TOutcome> Handle(TRequest request, CancellationToken stop, RequestHandlerDelegate<TOutcome> next)
    {
        if (!IsCommand) return await next();
        if (IsGrouped) return await groups.Of<TRequest, TOutcome>().SendAsync(new(request, desk.Caller, desk.OnceKey));
        try
        {
            await using var transaction = await storage.BeginAsync(db, stop);
            var outcome = await AnswerAsync(request, next, stop);
            if (!outcome.Ok)
            {
                if (request is ICountsTries) await KeepTryAsync(transaction, stop);
                db.ChangeTracker.Clear();
                return outcome;
            }
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
            bell.Ring();
            return outcome;
        }
        catch (Exception failure) when (storage.Explain(failure) is { } refused)
        {
            db.ChangeTracker.Clear();
            return TOutcome.Refused([StorageRefusals.Of(refused)]);
        }
    }

    private async Task<TOutcome> AnswerAsync(TRequest request, RequestHandlerDelegate<TOutcome> next, CancellationToken stop)
    {
        var once = request is ISecret ? null : desk.OnceKey;
        if (once is not null && await Once.AnswerAsync<TRequest, TOutcome>(db, desk.Caller, once, request, stop) is (true, var kept)) return kept;
        var outcome = await next();
        if (!outcome.Ok) return outcome;
        var happenings = await remembrance.TakeAsync(desk.Caller.Actor, stop);
        // A repeated act that changes nothing leaves none.
        if (IsOfficial && !happenings.Any(h => h.Event is IOfficialAct) && db.ChangeTracker.HasChanges()) throw new InvalidOperationException($"{typeof(TRequest).Name} is official but left no act for the ledger.");
        await remembrance.WriteAsync(happenings, stop);
        if (once is not null) Once.Keep(db, desk.Caller, once, request, outcome, time.GetUtcNow());
        return outcome;
    }

    // All that such a handler changes before it refuses is the count of wrong tries.
    private async Task KeepTryAsync(IWriting transaction, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
