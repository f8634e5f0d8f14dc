using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Pictures;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>A picture of a decision's progress, large or small, by the hash of its file.</summary>
[Anyone("narrowed by the visibility of decisions")]
public sealed record GetPicture(DecisionId Decision, string Hash) : IQuery<PictureFile>;

public sealed class GetPictureHandler(ForumDb db, Desk desk, FileFolder files) : IRequestHandler<GetPicture, Outcome<PictureFile>>
{
    public async Task<Outcome<PictureFile>> Handle(GetPicture request, CancellationToken stop)
    {
        var seen = await db.Decisions.VisibleTo(desk.Caller, db).Where(d => d.Id == request.Decision)
            .Join(db.Set<Milestone>(), d => d.Id, m => m.DecisionId, (_, m) => m.Id)
            .Join(db.MilestonePictures, m => m, p => p.MilestoneId, (_, p) => p).AnyAsync(p => p.Removal == null && (p.Hash == request.Hash || p.SmallHash == request.Hash), stop);
        return seen && files.Find(request.Hash) is { } path ? new PictureFile(path, request.Hash) : Refusal.NotFound;
    }
}
