using Forum.Council.Moderation;
using Forum.Council.Spoken;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>Somebody enters what a neighbour wrote on paper or said; both names are shown.</summary>
/// <param name="Channel">On paper or spoken.</param>
/// <param name="Agreed">That the person says so and agrees to their name being shown.</param>
[SignedIn("who may write down for people, which the handler asks for"), Official]
public sealed record WriteDownContribution(CallId Call, PersonId? Person, string? Body, ContributionChannel? Channel, bool Agreed) : ICommand<ContributedAs>, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Person is null) yield return Refusal.Invalid("personId", "spoken.whose");
        if (Channel is not (ContributionChannel.Paper or ContributionChannel.Spoken)) yield return Refusal.Invalid("channel", "contribution.channel");
        if (!Agreed) yield return Refusal.Invalid("agreed", "spoken.agreed");
        if (Words.Check("body", Body, Contribution.LongestBody) is { } body) yield return body;
    }
}

public sealed class WriteDownContributionHandler(ForumDb db, Desk desk, SpokenDesk spoken, IdSource ids, TalkLimits limits, TimeProvider time) : IRequestHandler<WriteDownContribution, Outcome<ContributedAs>>
{
    public async Task<Outcome<ContributedAs>> Handle(WriteDownContribution request, CancellationToken stop)
    {
        if (await CallVisibility.PlaceAsync(db, desk.Caller, request.Call, stop) is not { } place) return Refusal.NotFound;
        if (spoken.Sign(place.Path) is not { } by) return Refusal.Forbidden;
        if (await db.RecusedFromAsync(await db.InCallAsync(request.Call, stop), desk.Caller, stop) is { } recused) return recused;
        if (await spoken.PersonAsync(place.Path, request.Person!.Value, stop) is not { } from) return Refusal.Invalid("personId", "spoken.whose");
        var call = await db.Calls.SingleAsync(c => c.Id == request.Call, stop);
        if (await limits.BarsAsync(call.CommunityId, request.Body, stop, from.PersonId) is { } barred) return barred;
        return await db.TakeAsync(call, ids.New<ContributionId>(), new(by, desk.Caller.PersonId, from, request.Channel!.Value), request.Body, time.GetUtcNow(), stop);
    }
}

/// <summary>The people for whom the caller may enter something, by home or whole name.</summary>
[SignedIn("who may write down for people, which the handler asks for")]
public sealed record FindCallSpeakers(CallId Call, string? Text) : IQuery<CallSpeakersView>;

public sealed record CallSpeakersView(CallId CallId, string CallTitle, bool IsOpen, IReadOnlyList<Speaker> People);

public sealed class FindCallSpeakersHandler(ForumDb db, Desk desk, SpokenDesk spoken, TimeProvider time) : IRequestHandler<FindCallSpeakers, Outcome<CallSpeakersView>>
{
    public async Task<Outcome<CallSpeakersView>> Handle(FindCallSpeakers request, CancellationToken stop)
    {
        if (await CallVisibility.PlaceAsync(db, desk.Caller, request.Call, stop) is not { } place) return Refusal.NotFound;
        if (spoken.Sign(place.Path) is null) return Refusal.Forbidden;
        if (await db.RecusedFromAsync(await db.InCallAsync(request.Call, stop), desk.Caller, stop) is { } recused) return recused;
        var call = await db.Calls.AsNoTracking().SingleAsync(c => c.Id == request.Call, stop);
        var found = request.Text?.Trim() is { Length: >= 2 and <= 80 } text ? await spoken.FindAsync(place.Path, text, stop) : [];
        return new CallSpeakersView(call.Id, call.Title, call.StateAt(time.GetUtcNow()) == CallState.Open, [.. found.Select(f => new Speaker(f.Person.Id, f.Person.VerifiedName, f.Home))]);
    }
}
