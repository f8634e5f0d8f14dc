using Forum.Domain.Reception;
using Forum.Kit;

namespace Forum.Reception;

/// <summary>A concern's own road of six: 提出 受理 派单 办理 办结 确认.</summary>
public static class ConcernRoad
{
    public static IReadOnlyList<Station> Of(ConcernView view)
    {
        DateTimeOffset? Reached(params ConcernStepKind[] kinds) => view.Steps.Where(s => kinds.Contains(s.Kind)).Select(s => (DateTimeOffset?)s.At).FirstOrDefault();
        return
        [
            new("concern.road.raised", view.RaisedAt), new("concern.road.accepted", Reached(ConcernStepKind.Accepted)), new("concern.road.assigned", Reached(ConcernStepKind.Assigned)),
            new("concern.road.handling", Reached(ConcernStepKind.Answered)), new("concern.road.resolved", Reached(ConcernStepKind.Resolved)), new("concern.road.confirmed", Reached(ConcernStepKind.Confirmed)),
        ];
    }

    public static readonly IReadOnlyList<Station> Bare =
        [new("concern.road.raised"), new("concern.road.accepted"), new("concern.road.assigned"), new("concern.road.handling"), new("concern.road.resolved"), new("concern.road.confirmed")];

    /// <summary>Where on the road a status stands, from 0.</summary>
    public static int At(ConcernStatus status) => (int)status - 1;
}
