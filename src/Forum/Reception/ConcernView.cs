using Forum.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Evaluations;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

/// <summary>One concern as this caller may see it, with what they may do to it now.</summary>
[Anyone("narrowed by the visibility of concerns")]
public sealed record GetConcern(ConcernId Id) : IQuery<ConcernView>;

public sealed record ConcernView(
    ConcernId Id, string Number, string Category, PlaceId PlaceId, string Place, string Title, string Body, Visibility Visibility, Byline RaisedBy,
    DateTimeOffset RaisedAt, ConcernStatus Status, DateTimeOffset Since, DateTimeOffset? Due, UnitId? UnitId, string? Unit,
    IReadOnlyList<ConcernStepView> Steps, EvaluationView? Evaluation, ConcernActions May, long Version)
{
    /// <summary>Whether the step that is due is late.</summary>
    public bool IsLate(DateTimeOffset now) => Due < now;
}

public sealed record ConcernStepView(ConcernStepKind Kind, Byline By, DateTimeOffset At, string? Text, string? Before, string? After);

/// <summary>The steps open to the caller, and the units that it could go to.</summary>
public sealed record ConcernActions(bool Accept, bool Assign, bool Handle, bool Confirm, IReadOnlyList<UnitChoice> Units)
{
    /// <summary>Whether the caller may hide it.</summary>
    public bool Moderate { get; init; }

    public bool Any => Accept || Assign || Handle || Confirm;
}

public sealed record UnitChoice(UnitId Id, string Name, UnitKind Kind);

public sealed class GetConcernHandler(ForumDb db, Desk desk, SurveyDesk surveys) : IRequestHandler<GetConcern, Outcome<ConcernView>>
{
    public async Task<Outcome<ConcernView>> Handle(GetConcern request, CancellationToken stop)
    {
        var caller = desk.Caller;
        var version = await db.VersionAsync($"concerns/{request.Id}", stop);
        var concern = await db.Concerns.AsNoTracking().Where(c => c.Id == request.Id).VisibleTo(caller, db).SingleOrDefaultAsync(stop);
        if (concern is null) return Refusal.NotFound;
        var place = await db.Places.AsNoTracking().SingleAsync(p => p.Id == concern.PlaceId, stop);
        var unit = await db.Units.AsNoTracking().Where(u => u.Id == concern.UnitId).Select(u => u.Name).SingleOrDefaultAsync(stop);
        return new ConcernView(
            concern.Id, concern.Number, concern.Category, concern.PlaceId, place.Name, concern.Title, concern.Body, concern.Visibility, concern.RaisedBy,
            concern.RaisedAt, concern.Status, concern.Since, concern.Due, concern.UnitId, unit,
            [.. concern.Steps.OrderByDescending(s => s.Order).Select(s => new ConcernStepView(s.Kind, s.By, s.At, s.Text, s.Before, s.After))],
            await surveys.ViewAsync(concern.Topic, false, stop),
            await ActionsAsync(concern, place, caller, stop), version);
    }

    private async Task<ConcernActions> ActionsAsync(Concern concern, Place place, Caller caller, CancellationToken stop)
    {
        var (routes, moderates) = (caller.May(Right.RouteConcern, place.Path), caller.May(Right.Moderate, place.Path));
        if ((routes || moderates) && await db.RecusedFromAsync(concern.Id, caller, stop) is not null) (routes, moderates) = (false, false);
        var assign = routes && concern.Status is ConcernStatus.Accepted or ConcernStatus.Assigned or ConcernStatus.Handling;
        var handle = concern.Status is ConcernStatus.Assigned or ConcernStatus.Handling && concern.UnitId is { } unit && caller.At(Right.HandleConcern, place.Path).Any(h => h.UnitId == unit);
        return new(
            routes && concern.Status == ConcernStatus.Raised, routes && assign, handle,
            concern.Status == ConcernStatus.Resolved && caller.AccountId == concern.RaisedBy.AccountId,
            routes && assign ? await db.HandlersOf(concern.CommunityId).Where(u => u.Id != concern.UnitId).Select(u => new UnitChoice(u.Id, u.Name, u.Kind)).ToListAsync(stop) : []) { Moderate = moderates };
    }
}
