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

public sealed class AskToEndInterestHandler(ForumDb db, Desk desk, TalkLimits limits, TimeProvider time) : IRequestHandler<AskToEndInterest, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AskToEndInterest request, CancellationToken stop)
    {
        var interest = await db.Interests.SingleAsync(i => i.Id == request.Id, stop);
        if (await limits.BarsWordsAsync(interest.CommunityId, request.Reason, stop, "reason") is { } barred) return barred;
        return interest.AskToEnd(desk.Caller.AccountId!.Value, interest.Whose.Is(desk.Caller), request.Reason, time.GetUtcNow());
    }
}

/// <summary>An officer whom the matter does not concern confirms, in public, that an interest is over or was recorded wrongly.</summary>
[SignedIn("narrowed by the order of offices"), Official]
public sealed record EndInterest(InterestId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => InterestDesk.PlaceAsync(db, caller, Id, stop);
}

public sealed class EndInterestHandler(ForumDb db, Desk desk, InterestAnswers answers, TimeProvider time) : IRequestHandler<EndInterest, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EndInterest request, CancellationToken stop)
    {
        var interest = await db.Interests.SingleAsync(i => i.Id == request.Id, stop);
        return (await answers.SignAsync(desk.Caller, interest, await request.WhereAsync(db, desk.Caller, stop), stop))
            .Then(signed => interest.End(signed.By, signed.Own, signed.Recused, request.Reason, time.GetUtcNow()));
    }
}

/// <summary>An officer whom the matter does not concern says, in public, that an interest is not over; it stands, and may be asked about again.</summary>
[SignedIn("narrowed by the order of offices"), Official]
public sealed record RefuseToEndInterest(InterestId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => InterestDesk.PlaceAsync(db, caller, Id, stop);
}

public sealed class RefuseToEndInterestHandler(ForumDb db, Desk desk, InterestAnswers answers, TimeProvider time) : IRequestHandler<RefuseToEndInterest, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(RefuseToEndInterest request, CancellationToken stop)
    {
        var interest = await db.Interests.SingleAsync(i => i.Id == request.Id, stop);
        return (await answers.SignAsync(desk.Caller, interest, await request.WhereAsync(db, desk.Caller, stop), stop))
            .Then(signed => interest.RefuseToEnd(signed.By, signed.Own, signed.Recused, request.Reason, time.GetUtcNow()))
            .Map(refusal => { db.InterestRefusals.Add(refusal); return default(Done); });
    }
}

/// <summary>How somebody signs an answer to the word that an interest is over.</summary>
public sealed class InterestAnswers(ForumDb db, Offices offices)
{
    /// <param name="Own">Whether it is the caller's own.</param>
    /// <param name="Recused">Whether the caller has one in the matter.</param>
    public sealed record Signed(Byline By, bool Own, bool Recused);

    public async Task<Outcome<Signed>> SignAsync(Caller caller, Interest interest, PlaceOf? place, CancellationToken stop)
    {
        var own = interest.Whose.Is(caller);
        if (await offices.SignAsync(caller, Offices.Interests, place!.Path, interest.About, a => a == interest.Plea?.By, stop) is { } by)
            return new Signed(by, own, await db.RecusedFromAsync(interest.About, caller, stop) is not null);
        return own || caller.AccountId == interest.By.AccountId ? Refusal.Barred("interest.own") : Refusal.Forbidden;
    }
}
