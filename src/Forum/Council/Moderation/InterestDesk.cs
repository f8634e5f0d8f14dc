using Forum.Council.Calls;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Reception;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>What every step of an interest needs.</summary>
public static class InterestDesk
{
    /// <summary>The matter of an interest: that of a poll about a proposal is the proposal, that of a call what it serves.</summary>
    public sealed record Stake(AtStake About, PlaceOf Place, string Title)
    {
        /// <summary>The topic of the call whose page stands for the matter that it serves, where the caller may not see that.</summary>
        public string? Instead { get; init; }
    }

    /// <summary>A matter in which somebody may have an interest, if the caller sees it.</summary>
    public static async Task<Stake?> StakeAsync(this ForumDb db, Caller caller, AtStake about, CancellationToken stop)
    {
        if (about.Poll is { } asked && await db.Polls.AsNoTracking().Where(p => p.Id == asked).VisibleTo(caller, db).Select(p => new { p.Id, p.Matter, p.Question }).SingleOrDefaultAsync(stop) is var poll && poll is not null)
        {
            about = await db.InPollAsync(poll.Id, stop);
            if (about.Poll is not null) return new(about, (await PollVisibility.PlaceAsync(db, caller, poll.Id, stop))!, poll.Question);
        }
        if (about.Call is { } call && await CallVisibility.PlaceAsync(db, caller, call, stop) is { } at)
        {
            about = await db.InCallAsync(call, stop);
            if (about.Call is null && await db.StakeAsync(caller, about, stop) is { } served) return served;
            return new(about, at, await db.Calls.IgnoreAutoIncludes().Where(c => c.Id == call).Select(c => c.Title).SingleAsync(stop)) { Instead = about.Call is null ? $"calls/{call}" : null };
        }
        if (about.Concern is { } concern)
            return await ConcernVisibility.PlaceAsync(db, caller, concern, stop) is { } where ? new(about, where, await db.Concerns.IgnoreAutoIncludes().Where(c => c.Id == concern).Select(c => c.Title).SingleAsync(stop)) : null;
        return about.Proposal is { } id && await ProposalVisibility.PlaceAsync(db, caller, id, stop) is { } place
            ? new(about, place, await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == id).Select(p => p.Title).SingleAsync(stop)) : null;
    }

    /// <summary>The matter of an interest, if the caller sees it, or a call that serves it.</summary>
    public static async Task<Stake?> StakeOfAsync(this ForumDb db, Caller caller, Interest interest, CancellationToken stop)
    {
        if (await db.StakeAsync(caller, interest.About, stop) is { } stake) return stake;
        var topic = interest.About.Topic;
        return await db.Calls.IgnoreAutoIncludes().Where(c => c.Matter == topic).VisibleTo(caller, db).OrderByDescending(c => c.Number).Select(c => (CallId?)c.Id).FirstOrDefaultAsync(stop) is { } call ? await db.StakeAsync(caller, call, stop) : null;
    }

    /// <summary>Where the matter of an interest is, if the caller sees it.</summary>
    public static async Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, InterestId id, CancellationToken stop) =>
        await db.Interests.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, stop) is { } interest ? (await db.StakeOfAsync(caller, interest, stop))?.Place : null;

    /// <summary>Whether the caller may say of others that they have an interest: the committee, and who hears appeals.</summary>
    public static bool MayRecord(Caller caller, string path) => caller.May(Right.ConveneHall, path) || caller.May(Right.HearAppeal, path);

    /// <summary>How the caller signs what they say of interests: as one who takes part, whose office it is to handle or decide something there, or who may write down for people.</summary>
    public static Byline? Sign(Caller caller, string path) =>
        new[] { Right.TakePart, Right.HandleConcern, Right.RouteConcern, Right.HearAppeal, Right.StandIn }.Select(r => caller.Sign(r, path)).FirstOrDefault(b => b is not null) ?? SpokenDesk.Sign(caller, path);
}
