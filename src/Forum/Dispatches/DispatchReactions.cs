using Forum.Domain.Decisions;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Dispatches;

/// <summary>A poll's closing, passed or failed, queues its dispatch in the same transaction.</summary>
public sealed class QueueDispatch(ForumDb db, IdSource ids, Counters counters, Settings settings, Moment moment) : IReaction
{
    public bool Wants(IEvent happened) => happened is PollClosed;

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        var closed = (PollClosed)happened;
        var poll = (await db.Polls.FindAsync([closed.Poll], stop))!;
        var rules = await settings.GetAsync(closed.CommunityId, "dispatch.rules", DispatchRules.Usual, stop);
        var leavesBy = moment.Midnight(closed.ClosedAt, poll.NoticeDays + 1 + rules.LatestAfterNotice);
        db.Dispatches.Add(Dispatch.Queue(ids.New<DispatchId>(), await counters.NextAsync("dispatch", stop), closed.CommunityId, closed.Poll, closed.Matter, poll.PlaceId, poll.Question, leavesBy, closed.ClosedAt));
    }
}

/// <summary>A decision sends its dispatch in the same transaction; a later one follows as an addendum.</summary>
public sealed class SendWithDecision(ForumDb db, Sealing sealing, TimeProvider time) : IReaction
{
    public bool Wants(IEvent happened) => happened is DecisionPublished { Poll: not null };

    public async Task ReactAsync(IEvent happened, CancellationToken stop)
    {
        var poll = ((DecisionPublished)happened).Poll!.Value;
        var sent = await sealing.SendAsync(await db.Dispatches.SingleAsync(d => d.PollId == poll, stop), time.GetUtcNow(), stop);
        if (!sent.Ok) throw new InvalidOperationException($"A decision's dispatch was refused: {sent.Refusals[0].Code}");
    }
}

/// <summary>The latest day has come: it leaves, decided or not.</summary>
[PortalOnly, Official]
public sealed record SendDispatch(DispatchId Id) : ICommand<Done>;

public sealed class SendDispatchHandler(ForumDb db, Sealing sealing, TimeProvider time) : IRequestHandler<SendDispatch, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(SendDispatch request, CancellationToken stop)
    {
        var dispatch = await db.Dispatches.SingleAsync(d => d.Id == request.Id, stop);
        return dispatch.SentAt is not null ? Refusal.Conflict("dispatch.sent") : await sealing.SendAsync(dispatch, time.GetUtcNow(), stop);
    }
}

/// <summary>A level's deadline passed: marked for everybody to see.</summary>
[PortalOnly, Official]
public sealed record MarkDispatchLate(DispatchId Id) : ICommand<Done>;

public sealed class MarkDispatchLateHandler(ForumDb db, TimeProvider time) : IRequestHandler<MarkDispatchLate, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(MarkDispatchLate request, CancellationToken stop) => (await db.Dispatches.SingleAsync(d => d.Id == request.Id, stop)).MarkLate(time.GetUtcNow());
}

/// <summary>Dispatches to send, and deadlines to mark.</summary>
public sealed class DueDispatches(ForumDb db) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop) =>
    [
        .. await db.Dispatches.AsNoTracking().IgnoreAutoIncludes().Where(d => d.SentAt == null && d.LeavesBy <= now).Select(d => new DueCommand(d.CommunityId, new SendDispatch(d.Id))).ToListAsync(stop),
        .. await db.Dispatches.AsNoTracking().IgnoreAutoIncludes().Where(d => d.Due != null && d.Due < now && !d.MarkedLate).Select(d => new DueCommand(d.CommunityId, new MarkDispatchLate(d.Id))).ToListAsync(stop),
    ];
}
