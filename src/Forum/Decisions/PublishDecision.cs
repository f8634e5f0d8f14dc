using Forum.Council.Calls;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions;

/// <summary>The committee publishes a decision, on a poll whose notice period is over or on its own; or records why there is none.</summary>
/// <param name="Declines">Says why nothing is decided; only on a poll.</param>
/// <param name="Matter">The topic of the proposal or public concern that it is about, where there is no poll.</param>
[SignedIn("the right to decide, or standing in on a poll, which the handler asks for"), Official]
public sealed record PublishDecision(PollId? PollId, string? Title, string? Body, DateOnly? EffectiveOn = null, bool Declines = false, string? Matter = null) : ICommand<DecisionMade>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("title", Title, Decision.LongestTitle) is { } title) yield return title;
        if (Words.Check("body", Body, Decision.LongestBody) is { } body) yield return body;
        if (PollId is not null && !string.IsNullOrEmpty(Matter)) yield return Refusal.Invalid("matter", "decision.matter-of-poll");
    }
}

public sealed record DecisionMade(DecisionId Id, string Number);

public sealed class PublishDecisionHandler(ForumDb db, Desk desk, IdSource ids, Counters counters, DecisionSteps steps, CallMatters matters, Moment moment, IEnumerable<IMatterRoad> roads) : IRequestHandler<PublishDecision, Outcome<DecisionMade>>
{
    public async Task<Outcome<DecisionMade>> Handle(PublishDecision request, CancellationToken stop)
    {
        if (!desk.Caller.Has(Right.Decide) && !desk.Caller.Has(Right.StandIn)) return Refusal.Forbidden;
        var period = request.PollId is null ? null : await db.NoticePeriods.VisibleTo(desk.Caller, db).SingleOrDefaultAsync(p => p.PollId == request.PollId, stop);
        if (request.PollId is not null && period is null) return Refusal.Invalid("pollId", "notice.none");
        var community = period?.CommunityId ?? desk.Caller.CommunityId;
        var named = string.IsNullOrEmpty(request.Matter) ? null : request.Matter;
        if (named is not null && await matters.TitleAsync(named, stop) is null) return Refusal.Invalid("matter", "decision.matter");
        var matter = period is null ? named : period.Matter;
        var signed = await steps.SignAsync(desk.Caller, Right.Decide, community, period?.PollId, matter, stop);
        if (!signed.Ok) return Outcome<DecisionMade>.Refused(signed.Refusals);
        var number = await counters.NextAsync("decision", stop);
        var made = Decision.Publish(ids.New<DecisionId>(), number, community, period, matter, !request.Declines, request.Title!, request.Body!, request.EffectiveOn ?? moment.Today, moment.Today, signed.Value, moment.Now);
        if (!made.Ok) return Outcome<DecisionMade>.Refused(made.Refusals);
        db.Decisions.Add(made.Value);
        if (period is not null) await roads.ReachAsync(matter, MatterStation.Decided, moment.Now, null, stop);
        return new DecisionMade(made.Value.Id, number);
    }
}
