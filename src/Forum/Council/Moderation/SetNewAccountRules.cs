using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>What new accounts may not do yet in the caller's community.</summary>
[Anyone("the rules of a community are public")]
public sealed record GetNewAccountRules : IQuery<NewAccountRules>;

public sealed class GetNewAccountRulesHandler(Desk desk, Settings settings) : IRequestHandler<GetNewAccountRules, Outcome<NewAccountRules>>
{
    public async Task<Outcome<NewAccountRules>> Handle(GetNewAccountRules request, CancellationToken stop) =>
        await settings.GetAsync(desk.Caller.CommunityId, SetNewAccountRules.Setting, NewAccountRules.Usual, stop);
}

/// <summary>The community changes what new accounts may not do yet.</summary>
/// <param name="Base">The mark of the rules that were read (<see cref="MarkOf"/>); refused where others hold by now. Without it whatever holds.</param>
[Requires(Right.Moderate), Official]
public sealed record SetNewAccountRules(int Days, int CommentsADay, int DaysWithoutLinks, string? Base = null) : ICommand<Done>, IShaped
{
    /// <summary>The name that the rules are kept under.</summary>
    public const string Setting = "new-accounts";

    internal NewAccountRules Rules => new(Days, CommentsADay, DaysWithoutLinks);

    /// <summary>A mark of rules, by which it is told whether others hold since.</summary>
    public static string MarkOf(NewAccountRules rules) => $"{rules.Days}-{rules.CommentsADay}-{rules.DaysWithoutLinks}";

    public IEnumerable<Refusal> Wrong() => Rules.Wrong();
}

public sealed class SetNewAccountRulesHandler(Desk desk, Settings settings) : IRequestHandler<SetNewAccountRules, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(SetNewAccountRules request, CancellationToken stop)
    {
        if (request.Base is { } read && read != SetNewAccountRules.MarkOf(await settings.GetAsync(desk.Caller.CommunityId, SetNewAccountRules.Setting, NewAccountRules.Usual, stop))) return Refusal.Conflict("plan.changed");
        await settings.SetAsync(desk.Caller.CommunityId, SetNewAccountRules.Setting, request.Rules, stop);
        return Outcome.Done;
    }
}
