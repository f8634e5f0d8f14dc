using Forum.Council.Moderation;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting;

/// <summary>
/// Who sets up, opens, changes, closes and calls off a poll: by the right of its electorate at its place, as one who acts for
/// the body whose members vote, or standing in. Never whoever has an interest in its matter.
/// </summary>
public sealed class PollHolders(ForumDb db, Offices offices)
{
    /// <summary>How the caller signs as the holder of a poll.</summary>
    public async Task<Outcome<Byline>> SignAsync(Caller caller, Poll poll, string path, CancellationToken stop)
    {
        var office = PollVisibility.HoldRight(poll.Rule.Electorate);
        return caller.IsSystem ? Byline.Portal : Offices.MayStep(caller, office, poll.UnitId, path) ? await offices.StepAsync(caller, office, poll.UnitId, path, await db.InPollAsync(poll.Id, stop), stop) : Refusal.Forbidden;
    }

    /// <summary>How the caller signs as one who sets up a poll.</summary>
    public Task<Outcome<Byline>> SignAsync(Caller caller, Electorate electorate, UnitId? unit, string path, AtStake? about, CancellationToken stop) =>
        offices.StepAsync(caller, PollVisibility.HoldRight(electorate), unit, path, about, stop);

    /// <summary>A poll for whoever may hold it; refused to others.</summary>
    public async Task<Outcome<Poll>> HeldAsync(Caller caller, PollId id, CancellationToken stop)
    {
        var poll = await db.Polls.SingleAsync(p => p.Id == id, stop);
        return (await SignAsync(caller, poll, await db.PathAsync(poll.PlaceId, stop), stop)).Map(_ => poll);
    }

    /// <summary>In what an interest in a poll would be that is about to be set up: in its proposal, or in the round before it.</summary>
    public async Task<AtStake?> StakeAsync(string? matter, PollId? after, CancellationToken stop) =>
        Council.Matter.Proposal(matter) is { } proposal ? proposal : after is { } before ? await db.InPollAsync(before, stop) : null;
}
