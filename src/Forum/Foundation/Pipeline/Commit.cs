using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>
/// The only place that saves. Opens the transaction before the handler loads anything; in that one transaction go the
/// change, its ledger rows, its topics' versions, what waits to be told, and the answer kept for a repeated request.
/// A grouped command shares its transaction with those that wait beside it.
/// </summary>
public sealed class Commit<TRequest, TOutcome>(
    Desk desk, ForumDb db, IForumStorage storage, Answering answering, Remembrance remembrance, Groups groups, IEnumerable<IScreen<TRequest>> screens) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome>
{
    private static readonly bool IsGrouped = typeof(TRequest).IsAssignableTo(typeof(IGrouped));

    public async Task<TOutcome> Handle(TRequest request, CancellationToken stop, RequestHandlerDelegate<TOutcome> next)
    {
        if (!Kind<TRequest>.IsCommand) return await next();
        foreach (var screen in screens)
            if (await screen.ScreenAsync(request, stop) is { Ok: false } no) return TOutcome.Refused(no.Refusals);
        if (IsGrouped) return await groups.Of<TRequest, TOutcome>().SendAsync(new(request, desk.Caller, desk.OnceKey));
        try
        {
            await using var transaction = await storage.BeginAsync(db, stop);
            var (outcome, happenings) = await answering.AnswerAsync(request, () => next(), stop);
            if (!outcome.Ok)
            {
                if (request is ICountsTries) await KeepTryAsync(transaction, stop);
                db.ChangeTracker.Clear();
                return outcome;
            }
            await remembrance.WriteAsync(happenings, stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
            remembrance.Tell();
            return outcome;
        }
        catch (Exception failure) when (storage.Refuses(failure) is { } refused)
        {
            db.ChangeTracker.Clear();
            return TOutcome.Refused([refused]);
        }
    }

    // All that such a handler changes before it refuses is the count of wrong tries.
    private async Task KeepTryAsync(IWriting transaction, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
