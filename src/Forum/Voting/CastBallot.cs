using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>A voter casts their one ballot, or changes it until closing.</summary>
[SignedIn("whoever the roll names, which the poll itself checks"), Official]
public sealed record CastBallot(PollId Id, Choice? Choice) : ICommand<CastAs>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Choice is null) yield return Refusal.Invalid("choice", "choice.missing");
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

/// <summary>What the voter keeps.</summary>
public sealed record CastAs(string Receipt, int Version);

public sealed class CastBallotHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<CastBallot, Outcome<CastAs>>
{
    public async Task<Outcome<CastAs>> Handle(CastBallot request, CancellationToken stop)
    {
        var poll = await db.Polls.SingleAsync(p => p.Id == request.Id, stop);
        var me = desk.Caller.PersonId;
        var line = me is null ? null : await db.RollLines.AsNoTracking().SingleOrDefaultAsync(l => l.PollId == request.Id && l.PersonId == me, stop);
        var before = line is null ? null : await db.Ballots.SingleOrDefaultAsync(b => b.PollId == request.Id && b.PersonId == line.PersonId, stop);
        var receipt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        return poll.Cast(line, before, desk.Caller.AccountId!.Value, request.Choice!.Value, receipt, time.GetUtcNow()).Map(ballot =>
        {
            if (before is null) db.Ballots.Add(ballot);
            return new CastAs(ballot.Receipt, ballot.Version);
        });
    }
}
