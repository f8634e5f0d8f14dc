using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Unconfirmed;

/// <summary>What a voter chose in an open poll is kept until they confirm it. Nothing derived from it outlives it, so its repetition is not known.</summary>
[SignedIn("whoever the roll names, which the poll itself checks"), NotOfficial("what is not confirmed is no act")]
public sealed record KeepUnconfirmed(CastBallot Ballot) : ICommand<Done>, IAt, IShaped, ISecret
{
    public IEnumerable<Refusal> Wrong() => Ballot.Wrong();

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => Ballot.WhereAsync(db, caller, stop);
}

public sealed class KeepUnconfirmedHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<KeepUnconfirmed, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(KeepUnconfirmed request, CancellationToken stop)
    {
        var (id, account) = (request.Ballot.Id, desk.Caller.AccountId!.Value);
        var poll = await db.Polls.AsNoTracking().SingleAsync(p => p.Id == id, stop);
        var meant = (await db.LinesOfAsync(id, desk.Caller, stop)).Meant(request.Ballot.Line);
        if (!meant.Ok) return Outcome<Done>.Refused(meant.Refusals);
        var line = meant.Value;
        var cast = line is null ? null : await db.Ballots.AsNoTracking().SingleOrDefaultAsync(b => b.PollId == id && b.VoterId == line.VoterId, stop);
        var before = line is null ? null : await db.UnconfirmedChoices.SingleOrDefaultAsync(u => u.PollId == id && u.AccountId == account && u.VoterId == line.VoterId, stop);
        var acts = await db.CasterActsAsync(poll, cast, time.GetUtcNow(), stop);
        return request.Ballot.Read(poll.Method, poll.Options).Then(answer => poll.Keep(line, cast, before, account, answer, time.GetUtcNow(), acts)).Map(choice =>
        {
            if (before is null) db.UnconfirmedChoices.Add(choice);
            return default(Done);
        });
    }
}
