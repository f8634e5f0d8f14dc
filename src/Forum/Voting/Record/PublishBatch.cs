using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Tokens;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>The portal publishes the secret ballots that have gathered, as hashes under a checkpoint. Refused where the poll was changed past it: what is published cannot be taken back.</summary>
[PortalOnly, Official]
public sealed record PublishBatch(PollId Id) : ICommand<Done>;

public sealed class PublishBatchHandler(ForumDb db, PublicRecord record, SealedRows rows, PollLooks looks, BallotBox box) : IRequestHandler<PublishBatch, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(PublishBatch request, CancellationToken stop)
    {
        var poll = await db.Polls.SingleAsync(p => p.Id == request.Id, stop);
        if (poll.State != PollState.Open || await db.BoxedBallots.CountAsync(b => b.PollId == poll.Id && b.Batch == null, stop) < PublicRecord.Enough) return Outcome.Done;
        // Marked and not published, they would never be those of the record again.
        if (box.Key(poll.Id) is null) return Refusal.Conflict(BallotBox.Shut);
        if (looks.IsChanged(poll.Id) || !await rows.GatheredHoldAsync(poll, stop))
        {
            looks.Suspect(poll.Id);
            return Refusal.Conflict("record.changed");
        }
        return (await record.PublishAsync(poll, stop)).Map(checkpoint => { if (checkpoint is not null) poll.Published(checkpoint); return default(Done); });
    }
}

/// <summary>Open secret polls with a batch's worth of ballots, which were not found changed.</summary>
public sealed class BatchesToPublish(ForumDb db, PollLooks looks) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop)
    {
        var changed = looks.AllChanged;
        return await db.Polls.AsNoTracking()
            .Where(p => p.State == PollState.Open && p.Secrecy == Secrecy.Secret && p.ClosesAt > now && !changed.Contains(p.Id) && db.BoxedBallots.Count(b => b.PollId == p.Id && b.Batch == null) >= PublicRecord.Enough)
            .Select(p => new DueCommand(p.CommunityId, new PublishBatch(p.Id))).ToListAsync(stop);
    }
}
