using Forum.Domain.Council.Moderation;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
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
        !caller.IsSystem && await db.InterestsIn(about).OfCaller(caller).AnyAsync(stop) ? Refusal.Barred("interest.recused") : null;

    /// <summary>
    /// Those in one matter; of a proposal those in what was joined to it too, and in the concerns that they grew out of; of a
    /// concern those in the proposals that grew out of it, and in what these were joined to. Whether or not the reader may see them.
    /// </summary>
    public static IQueryable<Interest> InterestsIn(this ForumDb db, AtStake about)
    {
        var (proposal, poll, concern, call) = about;
        var proposals = db.Proposals.IgnoreAutoIncludes();
        if (poll is not null) return db.Interests.Where(i => i.PollId == poll);
        if (concern is not null) return db.Interests.Where(i => i.ConcernId == concern || (i.ProposalId != null && (proposals.Any(p => p.Id == i.ProposalId && p.FromConcernId == concern)
            || db.JoinedProposals.Any(j => j.Into == i.ProposalId && proposals.Any(p => p.Id == j.From && p.FromConcernId == concern)))));
        if (call is not null) return db.Interests.Where(i => i.CallId == call);
        var joined = db.JoinedProposals.Where(j => j.Into == proposal).Select(j => j.From);
        // Said so that each is found by its index.
        var concerns = proposals.Where(p => p.Id == proposal || joined.Contains(p.Id)).Join(db.Concerns.IgnoreAutoIncludes(), p => p.FromConcernId, c => (ConcernId?)c.Id, (p, c) => c.Id);
        return db.Interests.Where(i => i.ProposalId == proposal || joined.Contains(i.ProposalId!.Value) || concerns.Contains(i.ConcernId!.Value));
    }

    /// <summary>The proposals in which one of these interests is, or in what was joined to them, or in the concerns that they grew out of.</summary>
    public static IQueryable<Proposal> With(this IQueryable<Proposal> proposals, IQueryable<Interest> interests, ForumDb db) =>
        proposals.Where(p => interests.Any(i => i.ProposalId == p.Id || (i.ConcernId != null && i.ConcernId == p.FromConcernId)
            || db.JoinedProposals.Any(j => j.Into == p.Id && (j.From == i.ProposalId || (i.ConcernId != null && db.Proposals.IgnoreAutoIncludes().Any(f => f.Id == j.From && f.FromConcernId == i.ConcernId))))));

    /// <summary>The proposals of which that is not so.</summary>
    public static IQueryable<Proposal> Without(this IQueryable<Proposal> proposals, IQueryable<Interest> interests, ForumDb db)
    {
        var with = db.Proposals.IgnoreAutoIncludes().With(interests, db);
        return proposals.Where(p => !with.Any(w => w.Id == p.Id));
    }

    /// <summary>The concerns in which one of these interests is, or in a proposal that grew out of them, or in what that was joined to.</summary>
    public static IQueryable<Concern> With(this IQueryable<Concern> concerns, IQueryable<Interest> interests, ForumDb db)
    {
        var proposals = db.Proposals.IgnoreAutoIncludes();
        return concerns.Where(c => interests.Any(i => i.ConcernId == c.Id || (i.ProposalId != null && (proposals.Any(p => p.Id == i.ProposalId && p.FromConcernId == c.Id)
            || db.JoinedProposals.Any(j => j.Into == i.ProposalId && proposals.Any(f => f.Id == j.From && f.FromConcernId == c.Id))))));
    }

    /// <summary>In what an interest in a matter is: in the proposal or the concern, if it is one.</summary>
    public static AtStake? InMatter(string? matter) => Matter.Proposal(matter) is { } proposal ? proposal : Matter.Concern(matter) is { } concern ? (AtStake?)concern : null;

    /// <summary>In what an interest in a call for input is: in the proposal or concern that it serves, else in the call itself.</summary>
    public static AtStake InCall(CallId call, string? matter) => InMatter(matter) ?? call;

    /// <summary>In what an interest in a call for input is, as above.</summary>
    public static async Task<AtStake> InCallAsync(this ForumDb db, CallId call, CancellationToken stop) =>
        InCall(call, await db.Calls.IgnoreAutoIncludes().Where(c => c.Id == call).Select(c => c.Matter).SingleAsync(stop));

    /// <summary>In what an interest in a poll is: in its proposal, where it is about one, else in the first of its rounds.</summary>
    public static async Task<AtStake> InPollAsync(this ForumDb db, PollId poll, CancellationToken stop)
    {
        var at = await db.Polls.AsNoTracking().Where(p => p.Id == poll).Select(p => new { p.Matter, p.After }).SingleAsync(stop);
        return Matter.Proposal(at.Matter) is { } proposal ? proposal : at.After is { } before ? await db.InPollAsync(before, stop) : poll;
    }

    /// <summary>Why the caller may not decide about a poll; nothing where they may.</summary>
    public static async Task<Refusal?> RecusedFromPollAsync(this ForumDb db, PollId poll, Caller caller, CancellationToken stop) => await db.RecusedFromAsync(await db.InPollAsync(poll, stop), caller, stop);

    /// <summary>In what an interest in a decision is: as of its poll, else in the matter that it names.</summary>
    public static async Task<AtStake?> InDecisionAsync(this ForumDb db, PollId? poll, string? matter, CancellationToken stop) => poll is { } id ? await db.InPollAsync(id, stop) : InMatter(matter);

    /// <summary>Whether somebody was refused a step because of an interest in the matter, not because it is not theirs.</summary>
    public static bool IsRecused<T>(this Outcome<T> step) => !step.Ok && step.Refusals[0].Code == "interest.recused";

    /// <summary>Whose interests a poll's page names: of a poll about a proposal that page does.</summary>
    public static AtStake InPoll(PollId poll, string? matter) => Matter.Proposal(matter) is { } proposal ? proposal : poll;
}
