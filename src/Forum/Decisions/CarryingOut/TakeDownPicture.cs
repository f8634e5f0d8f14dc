using Forum.Council.Moderation;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Decisions.CarryingOut;

/// <summary>Whoever sent a picture along, or a moderator, takes it down, with a reason that stands in its place.</summary>
[SignedIn("who sent it, or a moderator, which the execution itself checks"), Official]
public sealed record TakeDownPicture(DecisionId Decision, string Hash, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => DecisionVisibility.PlaceAsync(db, caller, Decision, stop);
}

public sealed class TakeDownPictureHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<TakeDownPicture, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(TakeDownPicture request, CancellationToken stop)
    {
        if (await db.Executions.SingleOrDefaultAsync(e => e.DecisionId == request.Decision, stop) is not { } execution) return Refusal.NotFound;
        return execution.TakeDown(request.Hash, desk.Caller.AccountId!.Value, await db.ModeratorAsync(desk.Caller, request.Decision, stop), request.Reason, time.GetUtcNow());
    }
}

public static class PictureModeration
{
    /// <summary>How the caller signs as a moderator of a decision's pictures; nothing where they are none, or have an interest in its matter.</summary>
    public static async Task<Byline?> ModeratorAsync(this ForumDb db, Caller caller, DecisionId id, CancellationToken stop)
    {
        var decision = await db.Decisions.AsNoTracking().SingleAsync(d => d.Id == id, stop);
        if (caller.Sign(Right.Moderate, await db.PathAsync(decision.CommunityId, stop)) is not { } by) return null;
        return await db.RecusedAsync(await db.InDecisionAsync(decision.PollId, decision.Matter, stop), caller, stop) is null ? by : null;
    }
}

/// <summary>The files of a picture go when it has been taken down, unless another report shows the same.</summary>
[PortalOnly, NotOfficial("taking it down was the act")]
public sealed record ForgetPicture(string Hash) : ICommand<Done>;

// Within the writer's transaction, so that nobody sends the same picture along meanwhile.
public sealed class ForgetPictureHandler(ForumDb db, FileFolder files) : IRequestHandler<ForgetPicture, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(ForgetPicture request, CancellationToken stop)
    {
        if (!await db.MilestonePictures.AnyAsync(p => p.Removal == null && (p.Hash == request.Hash || p.SmallHash == request.Hash), stop)) files.Forget(request.Hash);
        return Outcome.Done;
    }
}

public sealed class PictureFiles(IServiceScopeFactory scopes) : IConsumer
{
    public string Name => "pictures";

    public bool Wants(IEvent happened) => happened is PictureTakenDown;

    public async Task TellAsync(Told told, CancellationToken stop)
    {
        var gone = (PictureTakenDown)told.Event;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Desk>().Announce(Caller.System(gone.CommunityId));
        foreach (var hash in new[] { gone.Hash, gone.SmallHash }) await scope.ServiceProvider.GetRequiredService<ISender>().Send(new ForgetPicture(hash), stop);
    }
}
