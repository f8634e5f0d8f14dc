using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Foundation.Pipeline;

/// <summary>
/// A command that was done before under its key is answered as it was then, before anybody asks whether it may be done: what
/// it took away or put out of the caller's sight is not there a second time.
/// </summary>
public sealed class Repeat<TRequest, TOutcome>(Desk desk, ForumDb db) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome> where TOutcome : IOutcome<TOutcome>
{
    public async Task<TOutcome> Handle(TRequest request, CancellationToken stop, RequestHandlerDelegate<TOutcome> next)
    {
        if (!Kind<TRequest>.IsCommand || request is ISecret || desk.OnceKey is not { } key) return await next();
        if (await Once.AnswerAsync<TRequest, TOutcome>(db, desk.Caller, key, request, stop) is (true, var before)) return before;
        var answer = await next();
        // Sent twice in one instant, it may have been done since the look.
        return !answer.Ok && await Once.AnswerAsync<TRequest, TOutcome>(db, desk.Caller, key, request, stop) is (true, var meanwhile) ? meanwhile : answer;
    }
}
