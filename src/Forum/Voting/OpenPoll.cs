using Forum.Council;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Forum.Voting.Record;
using Forum.Voting.Registrar;
using Forum.Voting.Roll;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>Opens a poll on the roll of this instant.</summary>
/// <param name="Version">The version of its proposal that was read; refused where it is no longer the newest. Without it the newest.</param>
[SignedIn("the right of the poll's electorate at its place, which the handler asks for"), Official]
public sealed record OpenPoll(PollId Id, int? Version = null) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => PollVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class OpenPollHandler(ForumDb db, IForumStorage storage, Desk desk, PollHolders holders, RollMaker rolls, IEnumerable<IMatterRoad> roads, SecondRegistrars seconds, BallotSeals seals, PollBinding binding, MatterPeriods periods, TimeProvider time) : IRequestHandler<OpenPoll, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(OpenPoll request, CancellationToken stop)
    {
        var held = await holders.HeldAsync(desk.Caller, request.Id, stop);
        if (!held.Ok) return Outcome<Done>.Refused(held.Refusals);
        var poll = held.Value;
        if (roads.Of(poll.Matter) is { } road && await road.BarsPollAsync(poll.Matter!, true, request.Version, stop) is { } bars) return bars;
        if (poll.State == PollState.Draft && (await binding.WrongAsync(poll, stop)).Count > 0) return Refusal.Conflict("poll.draft-changed");
        if (poll.State == PollState.Draft && await seconds.StuckAsync(poll, time.GetUtcNow(), stop)) return Refusal.Conflict(SecondRegistrars.AllRecused);
        var roll = await rolls.MakeAsync(poll, stop);
        var opened = poll.Open(roll, time.GetUtcNow(), seals.LotSeedOf(poll.Id), (await periods.OfAsync(poll.CommunityId, poll.Matter, stop)).Notice);
        if (!opened.Ok) return opened;
        await storage.InsertAsync(db, roll, stop);
        poll.Lined(ElectoralRoll.LinesHash(roll));
        db.SealedCounts.AddRange(seals.Begin(poll.Id));
        await roads.ReachAsync(poll.Matter, MatterStation.Voted, time.GetUtcNow(), poll.ClosesAt, stop);
        return opened;
    }
}
