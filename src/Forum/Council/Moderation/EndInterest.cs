using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Whoever has an interest, or declared it, says that it is over or was recorded wrongly; they stay recused until somebody else confirms it.</summary>
[SignedIn("narrowed to whoever has it or declared it, by the interest itself"), Official]
public sealed record AskToEndInterest(InterestId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => InterestDesk.PlaceAsync(db, caller, Id, stop);
}

public sealed class AskToEndInterestHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<AskToEndInterest, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AskToEndInterest request, CancellationToken stop)
    {
        var interest = await db.Interests.SingleAsync(i => i.Id == request.Id, stop);
        return interest.AskToEnd(desk.Caller.AccountId!.Value, interest.Whose.Is(desk.Caller), request.Reason, time.GetUtcNow());
    }
}

/// <summary>An officer whom the matter does not concern confirms, in public, that an interest is over or was recorded wrongly.</summary>
[SignedIn("narrowed by the order of offices"), Official]
public sealed record EndInterest(InterestId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => InterestDesk.PlaceAsync(db, caller, Id, stop);
}

public sealed class EndInterestHandler(ForumDb db, Desk desk, Offices offices, TimeProvider time) : IRequestHandler<EndInterest, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EndInterest request, CancellationToken stop)
    {
        var (caller, interest) = (desk.Caller, await db.Interests.SingleAsync(i => i.Id == request.Id, stop));
        var own = interest.Whose.Is(caller);
        if (await offices.SignAsync(caller, Offices.Interests, (await request.WhereAsync(db, caller, stop))!.Path, interest.About, a => a == interest.Plea?.By, stop) is not { } by)
            return own || caller.AccountId == interest.By.AccountId ? Refusal.Barred("interest.own") : Refusal.Forbidden;
        return interest.End(by, own, await db.RecusedFromAsync(interest.About, caller, stop) is not null, request.Reason, time.GetUtcNow());
    }
}
