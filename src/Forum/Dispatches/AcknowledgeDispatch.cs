using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Dispatches;

/// <summary>The unit that has it says that it arrived.</summary>
[Requires(Right.PassUp), Official]
public sealed record AcknowledgeDispatch(DispatchId Id) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DispatchVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class AcknowledgeDispatchHandler(DispatchDesk desk) : IRequestHandler<AcknowledgeDispatch, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AcknowledgeDispatch request, CancellationToken stop)
    {
        var dispatch = await desk.TakeAsync(request.Id, stop);
        return (await desk.SignAsync(Right.PassUp, dispatch, stop)).Then(by => dispatch.Acknowledge(by, desk.Units, desk.Now));
    }
}

/// <summary>The unit that has it passes it up, with a remark beside it if it likes.</summary>
[Requires(Right.PassUp), Official]
public sealed record PassUpDispatch(DispatchId Id, string? Remark) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DispatchVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class PassUpDispatchHandler(DispatchDesk desk, Settings settings, WayUp way) : IRequestHandler<PassUpDispatch, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(PassUpDispatch request, CancellationToken stop)
    {
        var dispatch = await desk.TakeAsync(request.Id, stop);
        var above = await way.AboveAsync(dispatch, stop);
        var rules = await settings.GetAsync(dispatch.CommunityId, "dispatch.rules", DispatchRules.Usual, stop);
        return (await desk.SignAsync(Right.PassUp, dispatch, stop)).Then(by => dispatch.PassUp(by, desk.Units, above, request.Remark, rules, desk.Now));
    }
}

/// <summary>The unit that has it answers: adopted, partly or not, why, and by when.</summary>
[Requires(Right.Reply), Official]
public sealed record AnswerDispatch(DispatchId Id, ReplyStance? Stance, string? Reason, DateOnly? DueOn) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Stance is null) yield return Refusal.Invalid("stance", "dispatch.stance");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DispatchVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class AnswerDispatchHandler(DispatchDesk desk, Moment moment, IEnumerable<Foundation.Matters.IMatterRoad> roads) : IRequestHandler<AnswerDispatch, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AnswerDispatch request, CancellationToken stop)
    {
        var dispatch = await desk.TakeAsync(request.Id, stop);
        var answered = (await desk.SignAsync(Right.Reply, dispatch, stop)).Then(by => dispatch.Answer(by, desk.Units, request.Stance!.Value, request.Reason ?? "", request.DueOn, moment.Today, desk.Now));
        if (answered.Ok) await Foundation.Matters.Roads.ReachAsync(roads, dispatch.Matter, MatterStation.Answered, desk.Now, null, stop);
        return answered;
    }
}
