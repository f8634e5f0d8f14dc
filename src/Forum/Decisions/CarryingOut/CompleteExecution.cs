using Forum.Council.Moderation;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>The committee says that all of a decision is done; from then on everybody concerned may evaluate it.</summary>
[SignedIn("the right to decide, or standing in, which the handler asks for"), Official]
public sealed record CompleteExecution(DecisionId Decision, string? Summary) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DecisionVisibility.PlaceAsync(db, caller, Decision, stop);
}

public sealed class CompleteExecutionHandler(ForumDb db, Desk desk, Offices offices, IEnumerable<IMatterRoad> roads, TimeProvider time) : IRequestHandler<CompleteExecution, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(CompleteExecution request, CancellationToken stop)
    {
        var signed = await offices.CertifiesAsync(db, desk.Caller, await db.Decisions.AsNoTracking().SingleAsync(d => d.Id == request.Decision, stop), stop);
        if (!signed.Ok) return Outcome<Done>.Refused(signed.Refusals);
        if (await db.Executions.SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop) is not { } execution) return Refusal.Conflict("execution.open", new Fact("count", 0));
        var completed = execution.Complete(request.Summary, time.GetUtcNow());
        if (!completed.Ok) return Outcome<Done>.Refused(completed.Refusals);
        db.Surveys.Add(completed.Value);
        await roads.ReachAsync(await db.Decisions.Where(d => d.Id == request.Decision).Select(d => d.Matter).SingleAsync(stop), MatterStation.CarriedOut, time.GetUtcNow(), null, stop);
        return Outcome.Done;
    }
}

public static class Certifying
{
    /// <summary>How the caller signs that a decision is carried out: whoever decides there, without an interest in its matter, or standing in.</summary>
    public static async Task<Outcome<Byline>> CertifiesAsync(this Offices offices, ForumDb db, Caller caller, Decision decision, CancellationToken stop)
    {
        var path = await db.PathAsync(decision.CommunityId, stop);
        if (!Offices.MayStep(caller, Right.Decide, null, path)) return Refusal.Forbidden;
        return await offices.StepAsync(caller, Right.Decide, null, path, decision.PollId is { } poll ? await db.InPollAsync(poll, stop) : Council.Matter.Proposal(decision.Matter) is { } proposal ? (AtStake?)proposal : null, stop);
    }
}
