using Forum.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

/// <summary>A resident, or somebody in the name of their body, raises a concern.</summary>
[Requires(Right.TakePart), Official]
public sealed record RaiseConcern(string? Category, PlaceId? PlaceId, string? Title, string? Body, Visibility? Visibility, UnitId? OnBehalfOf = null)
    : ICommand<ConcernRaisedAs>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Category is null || !ConcernCategories.Usual.Contains(Category)) yield return Refusal.Invalid("category", "category.missing");
        if (Visibility is null) yield return Refusal.Invalid("visibility", "visibility.missing");
        if (Words.Check("title", Title, Concern.LongestTitle) is { } title) yield return title;
        if (Words.Check("body", Body, Concern.LongestBody) is { } body) yield return body;
    }

    // Without a place it is about the whole community.
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) =>
        db.Places.Where(p => p.Id == (PlaceId ?? caller.CommunityId) && p.Level >= PlaceLevel.Community).Select(p => new PlaceOf(p.CommunityId, p.Path)).SingleOrDefaultAsync(stop);
}

/// <summary>The number and state that a concern got.</summary>
public sealed record ConcernRaisedAs(ConcernId Id, string Number, ConcernStatus Status);

public sealed class RaiseConcernHandler(ForumDb db, Desk desk, IdSource ids, Counters counters, Settings settings, TalkLimits limits, TimeProvider time)
    : IRequestHandler<RaiseConcern, Outcome<ConcernRaisedAs>>
{
    public async Task<Outcome<ConcernRaisedAs>> Handle(RaiseConcern request, CancellationToken stop)
    {
        var place = await db.Places.SingleAsync(p => p.Id == (request.PlaceId ?? desk.Caller.CommunityId), stop);
        var right = request.OnBehalfOf is null ? Right.TakePart : Right.SpeakForUnit;
        if (desk.Caller.Sign(right, place.Path, request.OnBehalfOf) is not { } by) return Refusal.Forbidden;
        if (request.Visibility == Domain.Reception.Visibility.Public && await limits.BarsAsync(place.CommunityId, $"{request.Title}\n\n{request.Body}", stop) is { } barred) return barred;
        var deadlines = await settings.GetAsync(place.CommunityId, "concern.deadlines", ConcernDeadlines.Ordinary, stop);
        var number = await counters.NextAsync("concern", stop);
        return Concern.Raise(ids.New<ConcernId>(), number, place, request.Category!, request.Title!, request.Body!, request.Visibility!.Value, by, deadlines, time.GetUtcNow())
            .Map(concern =>
            {
                db.Concerns.Add(concern);
                return new ConcernRaisedAs(concern.Id, concern.Number, concern.Status);
            });
    }
}
