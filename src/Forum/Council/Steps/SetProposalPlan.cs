using System.Security.Cryptography;
using System.Text.Json;
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
/// <param name="Base">The mark of the plan that was read (<see cref="MarkOf"/>); refused where another holds by now. Without it whatever holds.</param>
[Requires(Right.ConveneHall), Official]
public sealed record SetProposalPlan(int Threshold, IReadOnlyDictionary<string, int>? Thresholds, ProposalPeriods Periods, IReadOnlyDictionary<string, int>? Collecting = null, string? Base = null) : ICommand<Done>, IShaped
{
    /// <summary>The name that the plan is kept under.</summary>
    public const string Setting = "proposal.plan";

    /// <summary>What tells one plan from another: SHA-256, the first sixteen hexadecimal digits.</summary>
    public static string MarkOf(ProposalPlan plan) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan)))[..16];

    internal ProposalPlan Plan => new(Threshold, Thresholds ?? new Dictionary<string, int>(), Periods, Collecting);

    public IEnumerable<Refusal> Wrong() => Periods is null ? [Refusal.Invalid("periods", "plan.days", new Fact("most", ProposalPlan.MostDays))] : Plan.Wrong();
}

public sealed class SetProposalPlanHandler(Desk desk, Settings settings) : IRequestHandler<SetProposalPlan, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(SetProposalPlan request, CancellationToken stop)
    {
        if (request.Base is { } read && read != SetProposalPlan.MarkOf(await settings.GetAsync(desk.Caller.CommunityId, SetProposalPlan.Setting, ProposalPlan.Usual, stop))) return Refusal.Conflict("plan.changed");
        await settings.SetAsync(desk.Caller.CommunityId, SetProposalPlan.Setting, request.Plan, stop);
        return Outcome.Done;
    }
}
