using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Steps;

/// <summary>How the caller's community handles proposals now.</summary>
[Anyone("the rules of a community are public")]
public sealed record GetProposalPlan : IQuery<ProposalPlan>;

public sealed class GetProposalPlanHandler(Desk desk, Settings settings) : IRequestHandler<GetProposalPlan, Outcome<ProposalPlan>>
{
    public async Task<Outcome<ProposalPlan>> Handle(GetProposalPlan request, CancellationToken stop) =>
        await settings.GetAsync(desk.Caller.CommunityId, SetProposalPlan.Setting, ProposalPlan.Usual, stop);
}

/// <summary>The community changes its thresholds and periods. What runs already keeps those it began with.</summary>
[Requires(Right.ConveneHall), Official]
public sealed record SetProposalPlan(int Threshold, IReadOnlyDictionary<string, int>? Thresholds, ProposalPeriods Periods, IReadOnlyDictionary<string, int>? Collecting = null) : ICommand<Done>, IShaped
{
    /// <summary>The name that the plan is kept under.</summary>
    public const string Setting = "proposal.plan";

    internal ProposalPlan Plan => new(Threshold, Thresholds ?? new Dictionary<string, int>(), Periods, Collecting);

    public IEnumerable<Refusal> Wrong() => Periods is null ? [Refusal.Invalid("periods", "plan.days", new Fact("most", ProposalPlan.MostDays))] : Plan.Wrong();
}

public sealed class SetProposalPlanHandler(Desk desk, Settings settings) : IRequestHandler<SetProposalPlan, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(SetProposalPlan request, CancellationToken stop)
    {
        await settings.SetAsync(desk.Caller.CommunityId, SetProposalPlan.Setting, request.Plan, stop);
        return Outcome.Done;
    }
}
