using Forum.Council.Discussion;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>The author of a hidden comment appeals.</summary>
[SignedIn("narrowed to the author by the hiding itself"), Official]
public sealed record AppealHiding(CommentId Comment, string? Plea) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => CommentPlace.OfAsync(db, caller, Comment, stop);
}

public sealed class AppealHidingHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<AppealHiding, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AppealHiding request, CancellationToken stop)
    {
        if (await db.LastHidingAsync(request.Comment, stop) is not { } hiding) return Refusal.NotFound;
        var comment = await db.Comments.SingleAsync(c => c.Id == request.Comment, stop);
        var already = await db.HidingAppeals.AnyAsync(a => a.HidingId == hiding.Id, stop);
        return HidingAppeal.Make(hiding, comment, desk.Caller.AccountId!.Value, request.Plea, already, time.GetUtcNow()).Map(made => { db.HidingAppeals.Add(made); return default(Done); });
    }
}

public static class LastHiding
{
    /// <summary>The hiding of a comment that stands, or the last that stood.</summary>
    public static Task<HidingEntry?> LastHidingAsync(this ForumDb db, CommentId comment, CancellationToken stop) =>
        db.Hidings.Where(h => h.CommentId == comment).OrderByDescending(h => h.At).ThenByDescending(h => h.Number).FirstOrDefaultAsync(stop);
}
