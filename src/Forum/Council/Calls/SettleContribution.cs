using Forum.Council.Moderation;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>The committee says what becomes of a contribution, and why. Can be said anew until the call is concluded.</summary>
/// <param name="Into">The number of the contribution that it is merged into.</param>
/// <param name="Settled">How often it had been said when it was read; refused where it was said again since. Without it as it stands.</param>
[SignedIn("the right to convene the hall, or standing in, which the handler asks for"), Official]
public sealed record SettleContribution(CallId Call, int? Number, ContributionOutcome? Outcome, string? Reason, int? Into = null, int? Settled = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Outcome is null or ContributionOutcome.Pending) yield return Refusal.Invalid("outcome", "contribution.outcome");
        if (Words.Check("reason", Reason, Contribution.LongestReason) is { } reason) yield return reason;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CallVisibility.PlaceAsync(db, caller, Call, stop);
}

public sealed class SettleContributionHandler(ForumDb db, CallDesk desk, TimeProvider time) : IRequestHandler<SettleContribution, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(SettleContribution request, CancellationToken stop)
    {
        var signed = await desk.SignAsync(request.Call, stop);
        if (!signed.Ok) return Outcome<Done>.Refused(signed.Refusals);
        var all = db.Contributions.Where(c => c.CallId == request.Call);
        if (await all.SingleOrDefaultAsync(c => c.Number == request.Number, stop) is not { } contribution) return Refusal.NotFound;
        if (Overtaken.Check("contribution.settled-since", request.Settled, contribution.Settlements.Count) is { } since) return since;
        var into = request.Into is null ? null : await all.SingleOrDefaultAsync(c => c.Number == request.Into, stop);
        return signed.Value.Call.Settle(contribution, request.Outcome!.Value, request.Reason, into, await all.AnyAsync(c => c.MergedInto == request.Number, stop), signed.Value.By, time.GetUtcNow());
    }
}

/// <summary>A call with how the caller signs what they say of it for the committee, or standing in; whoever has an interest in it, or in the matter it serves, does not.</summary>
public sealed class CallDesk(ForumDb db, Desk desk, Offices offices)
{
    public async Task<Outcome<(Call Call, Byline By)>> SignAsync(CallId id, CancellationToken stop)
    {
        var call = await db.Calls.SingleAsync(c => c.Id == id, stop);
        return (await offices.StepAsync(desk.Caller, Right.ConveneHall, null, await db.PathAsync(call.PlaceId, stop), Recusal.InCall(id, call.Matter), stop)).Map(by => (call, by));
    }
}
