using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>The portal publishes the secret ballots that have gathered, as hashes under a checkpoint.</summary>
[PortalOnly, Official]
public sealed record PublishBatch(PollId Id) : ICommand<Done>;

public sealed class PublishBatchHandler(ForumDb db, PublicRecord record) : IRequestHandler<PublishBatch, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(PublishBatch request, CancellationToken stop)
    {
        var poll = await db.Polls.SingleAsync(p => p.Id == request.Id, stop);
        if (poll.State != PollState.Open || await db.SecretBallots.CountAsync(b => b.PollId == poll.Id && b.Batch == null, stop) < PublicRecord.Enough(poll.Papers)) return Outcome.Done;
        return (await record.PublishAsync(poll, stop)).Map(checkpoint => { if (checkpoint is not null) poll.Published(checkpoint); return default(Done); });
    }
}

/// <summary>Open secret polls with a batch's worth of ballots.</summary>
public sealed class BatchesToPublish(ForumDb db) : IDueWork
{
    public async Task<IReadOnlyList<DueCommand>> FindAsync(DateTimeOffset now, CancellationToken stop) =>
        await db.Polls.AsNoTracking()
            .Where(p => p.State == PollState.Open && p.Secrecy == Secrecy.Secret && p.ClosesAt > now && db.SecretBallots.Count(b => b.PollId == p.Id && b.Batch == null) >= (p.Papers == null ? PublicRecord.SmallestBatch : 2 * PublicRecord.SmallestBatch))
            .Select(p => new DueCommand(p.CommunityId, new PublishBatch(p.Id))).ToListAsync(stop);
}
