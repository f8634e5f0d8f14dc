using Forum.Council.Moderation;
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
[Requires(Right.Decide), Official]
public sealed record PublishDecision(PollId? PollId, string? Title, string? Body, DateOnly? EffectiveOn = null, bool Declines = false) : ICommand<DecisionMade>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("title", Title, Decision.LongestTitle) is { } title) yield return title;
        if (Words.Check("body", Body, Decision.LongestBody) is { } body) yield return body;
    }
}

public sealed record DecisionMade(DecisionId Id, string Number);

public sealed class PublishDecisionHandler(ForumDb db, Desk desk, IdSource ids, Counters counters, Moment moment, IEnumerable<IMatterRoad> roads) : IRequestHandler<PublishDecision, Outcome<DecisionMade>>
{
    public async Task<Outcome<DecisionMade>> Handle(PublishDecision request, CancellationToken stop)
    {
        var community = desk.Caller.CommunityId;
        var period = request.PollId is null ? null : await db.NoticePeriods.SingleOrDefaultAsync(p => p.PollId == request.PollId && p.CommunityId == community, stop);
        if (request.PollId is not null && period is null) return Refusal.Invalid("pollId", "notice.none");
        if (period is not null && await db.RecusedFromAsync(Recusal.InPoll(period.PollId, period.Matter), desk.Caller, stop) is { } recused) return recused;
        var path = await db.PathAsync(community, stop);
        if (desk.Caller.Sign(Right.Decide, path) is not { } by) return Refusal.Forbidden;
        var number = await counters.NextAsync("decision", stop);
        var made = Decision.Publish(ids.New<DecisionId>(), number, community, period, !request.Declines, request.Title!, request.Body!, request.EffectiveOn ?? moment.Today, moment.Today, by, moment.Now);
        if (!made.Ok) return Outcome<DecisionMade>.Refused(made.Refusals);
        db.Decisions.Add(made.Value);
        await roads.ReachAsync(made.Value.Matter, MatterStation.Decided, moment.Now, null, stop);
        return new DecisionMade(made.Value.Id, number);
    }
}
