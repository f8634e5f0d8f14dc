using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Whoever has an interest in a matter decides nothing in it.</summary>
public static class Recusal
{
    /// <summary>How the caller signs by a right at a proposal's place.</summary>
    public static async Task<Byline?> SignAsync(this ForumDb db, Caller caller, Right right, ProposalId proposal, CancellationToken stop)
    {
        var place = await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.PlaceId).SingleAsync(stop);
        return caller.Sign(right, await db.PathAsync(place, stop));
    }

    /// <summary>The interests that stand and are the caller's, by themselves or through a body.</summary>
    public static IQueryable<Interest> OfCaller(this IQueryable<Interest> interests, Caller caller)
    {
        var (me, units) = (caller.AccountId, caller.Units);
        return interests.Where(i => i.Ending == null && ((i.AccountId != null && i.AccountId == me) || (i.UnitId != null && units.Contains(i.UnitId.Value))));
    }

    /// <summary>Why the caller may not decide about a matter; nothing where they may, or there is none.</summary>
    public static Task<Refusal?> RecusedAsync(this ForumDb db, AtStake? about, Caller caller, CancellationToken stop) =>
        about is { } stake ? db.RecusedFromAsync(stake, caller, stop) : Task.FromResult<Refusal?>(null);

    /// <summary>Why the caller may not decide in a matter; nothing where they may.</summary>
    public static async Task<Refusal?> RecusedFromAsync(this ForumDb db, AtStake about, Caller caller, CancellationToken stop) =>
        !caller.IsSystem && await db.Interests.In(about).OfCaller(caller).AnyAsync(stop) ? Refusal.Barred("interest.recused") : null;

    /// <summary>Those in one matter.</summary>
    public static IQueryable<Interest> In(this IQueryable<Interest> interests, AtStake about)
    {
        var (proposal, poll, concern) = (about.Proposal, about.Poll, about.Concern);
        return proposal is not null ? interests.Where(i => i.ProposalId == proposal) : poll is not null ? interests.Where(i => i.PollId == poll) : interests.Where(i => i.ConcernId == concern);
    }

    /// <summary>In what an interest in a text's matter is: in the concern itself, else in the proposal, if there is one.</summary>
    public static AtStake? InText(TextRef text, ProposalId? proposal) => text.Kind == TextKind.Concern ? new ConcernId(text.Id) : proposal;

    /// <summary>In what an interest in a poll is: in its proposal, where it is about one, else in the first of its rounds.</summary>
    public static async Task<AtStake> InPollAsync(this ForumDb db, PollId poll, CancellationToken stop)
    {
        var at = await db.Polls.AsNoTracking().Where(p => p.Id == poll).Select(p => new { p.Matter, p.After }).SingleAsync(stop);
        return Matter.Proposal(at.Matter) is { } proposal ? proposal : at.After is { } before ? await db.InPollAsync(before, stop) : poll;
    }

    /// <summary>Whether somebody was refused a step because of an interest in the matter, not because it is not theirs.</summary>
    public static bool IsRecused<T>(this Outcome<T> step) => !step.Ok && step.Refusals[0].Code == "interest.recused";

    /// <summary>Whose interests a poll's page names: of a poll about a proposal that page does.</summary>
    public static AtStake InPoll(PollId poll, string? matter) => Matter.Proposal(matter) is { } proposal ? proposal : poll;
}
