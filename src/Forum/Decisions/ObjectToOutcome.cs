using Forum.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Voting;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions;

/// <summary>Somebody objects to an outcome in its notice period.</summary>
[Requires(Right.Object), Official]
public sealed record ObjectToOutcome(PollId Poll, string? Body) : ICommand<ObjectionId>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Poll, stop);
}

public sealed class ObjectToOutcomeHandler(ForumDb db, Desk desk, IdSource ids, TalkLimits limits, TimeProvider time) : IRequestHandler<ObjectToOutcome, Outcome<ObjectionId>>
{
    public async Task<Outcome<ObjectionId>> Handle(ObjectToOutcome request, CancellationToken stop)
    {
        if (await db.NoticePeriods.SingleOrDefaultAsync(p => p.PollId == request.Poll, stop) is not { } period) return Refusal.Conflict("notice.none");
        var path = await db.PathAsync(period.CommunityId, stop);
        if (desk.Caller.Sign(Right.Object, path) is not { } by) return Refusal.Forbidden;
        if (await limits.BarsWordsAsync(period.CommunityId, request.Body, stop) is { } barred) return barred;
        return period.Object(ids.New<ObjectionId>(), by, request.Body ?? "", time.GetUtcNow()).Map(o => o.Id);
    }
}
