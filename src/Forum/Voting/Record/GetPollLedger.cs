using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>
/// What the ledger says of a poll, for anybody who may see the poll: its keys, roll, lot, checkpoints and result, each with
/// the hash of its row. Not who did it, and nothing of a single voter: when somebody cast, took a token or was given a
/// paper only auditors read.
/// </summary>
[Anyone("narrowed by the visibility of polls")]
public sealed record GetPollLedger(PollId Id) : IQuery<IReadOnlyList<PollLedgerLine>>;

/// <param name="Seq">The row's place in the community's chain.</param>
/// <param name="Facts">Its facts, canonical JSON.</param>
public sealed record PollLedgerLine(long Seq, DateTimeOffset At, string Act, string Facts, string Hash);

public sealed class GetPollLedgerHandler(ForumDb db, Desk desk) : IRequestHandler<GetPollLedger, Outcome<IReadOnlyList<PollLedgerLine>>>
{
    private static readonly string[] OfThePoll =
    [
        "poll.set-up", "poll.bound", "poll.options-set", "poll.budget-set", "poll.follows", "poll.second-registrar", "papers.taken", "poll.key-made", "poll.second-key-made",
        "poll.called-off", "poll.found-changed", "poll.found-restored", "poll.opened", "roll.sealed", "roll.corrected", "record.published", "poll.closed", "poll.evidence", "poll.key-destroyed", "poll.second-key-destroyed",
    ];

    public async Task<Outcome<IReadOnlyList<PollLedgerLine>>> Handle(GetPollLedger request, CancellationToken stop)
    {
        if (await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(desk.Caller, db).SingleOrDefaultAsync(stop) is not { } poll) return Refusal.NotFound;
        return await db.Ledger.AsNoTracking().Where(r => r.Subject == poll.Topic && OfThePoll.Contains(r.Act)).OrderBy(r => r.Seq)
            .Select(r => new PollLedgerLine(r.Seq, r.At, r.Act, r.Facts, r.Hash)).ToListAsync(stop);
    }
}
