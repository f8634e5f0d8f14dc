using Forum.Council.Moderation;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Voting;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions;

/// <summary>The committee answers an objection.</summary>
[SignedIn("the right to answer objections, or standing in, which the handler asks for"), Official]
public sealed record AnswerObjection(ObjectionId Id, string? Body) : ICommand<Done>, IAt
{
    public async Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop)
    {
        var poll = await db.Set<Objection>().Where(o => o.Id == Id).Select(o => o.PollId).SingleOrDefaultAsync(stop);
        return await PollVisibility.PlaceAsync(db, caller, poll, stop);
    }
}

public sealed class AnswerObjectionHandler(ForumDb db, Desk desk, DecisionSteps steps, TimeProvider time) : IRequestHandler<AnswerObjection, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AnswerObjection request, CancellationToken stop)
    {
        var period = await db.NoticePeriods.SingleAsync(p => p.Objections.Any(o => o.Id == request.Id), stop);
        var signed = await steps.SignAsync(desk.Caller, Right.AnswerObjection, period, stop);
        return signed.Ok ? period.AnswerObjection(request.Id, signed.Value, request.Body ?? "", time.GetUtcNow()) : Outcome<Done>.Refused(signed.Refusals);
    }
}
