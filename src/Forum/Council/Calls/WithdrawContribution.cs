using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>Whoever spoke, or wrote it down, takes a contribution back while the call is open; its number stays.</summary>
/// <param name="Reason">Why, for everybody; asked of whoever wrote it down for another.</param>
[SignedIn("one's own words, wherever one lives now"), Official]
public sealed record WithdrawContribution(CallId Call, int? Number, string? Reason = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CallVisibility.PlaceAsync(db, caller, Call, stop);
}

public sealed class WithdrawContributionHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<WithdrawContribution, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(WithdrawContribution request, CancellationToken stop)
    {
        var call = await db.Calls.SingleAsync(c => c.Id == request.Call, stop);
        if (await db.Contributions.SingleOrDefaultAsync(c => c.CallId == request.Call && c.Number == request.Number, stop) is not { } contribution) return Refusal.NotFound;
        if (await db.RecusedFromOthersAsync(contribution, call, desk.Caller, stop) is { } recused) return recused;
        return call.Withdraw(contribution, IsOwn(contribution, desk.Caller), time.GetUtcNow(), desk.Caller.PersonId, request.Reason);
    }

    /// <summary>Whether the caller said it or wrote it down.</summary>
    public static bool IsOwn(Contribution contribution, Caller caller) =>
        contribution.By.AccountId == caller.AccountId || (caller.PersonId is not null && contribution.From?.PersonId == caller.PersonId);
}
