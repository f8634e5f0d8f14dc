using Forum.Domain.Kernel;
using Forum.Domain.Reception;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Reception;

/// <summary>A deadline passed: the portal marks it, once, for everybody above to see.</summary>
[PortalOnly, Official]
public sealed record EscalateConcern(ConcernId Id) : ICommand<Done>;

public sealed class EscalateConcernHandler(ConcernDesk desk) : IRequestHandler<EscalateConcern, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(EscalateConcern request, CancellationToken stop)
    {
        var (concern, _, _) = await desk.TakeAsync(request.Id, stop);
        return concern.Escalate(desk.Now);
    }
}

/// <summary>Finds the concerns whose deadline has passed unmarked.</summary>
public sealed class LateConcerns(ForumDb db) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop) =>
        await db.Concerns.AsNoTracking().IgnoreAutoIncludes().Shown()
            .Where(c => c.Due != null && c.Due < now && !c.Steps.Any(s => s.Kind == ConcernStepKind.Escalated && s.At > c.Due))
            .Select(c => new DueCommand(c.CommunityId, new EscalateConcern(c.Id))).ToListAsync(stop);
}
