using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
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

    /// <summary>Why the caller may not decide about a proposal; nothing where they may.</summary>
    public static async Task<Refusal?> RecusedAsync(this ForumDb db, ProposalId? proposal, Caller caller, CancellationToken stop) =>
        proposal is not null && !caller.IsSystem && await db.Interests.Where(i => i.ProposalId == proposal).OfCaller(caller).AnyAsync(stop) ? Refusal.Barred("interest.recused") : null;
}
