using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Whoever has an interest in a matter decides nothing in it.</summary>
public static class Recusal
{
    /// <summary>The interests that stand and are the caller's, by themselves or through a body.</summary>
    public static IQueryable<Interest> OfCaller(this IQueryable<Interest> interests, Caller caller)
    {
        var (me, units) = (caller.AccountId, caller.Units);
        return interests.Where(i => i.Ending == null && ((i.AccountId != null && i.AccountId == me) || (i.UnitId != null && units.Contains(i.UnitId.Value))));
    }

    /// <summary>Why the caller may not decide about a proposal; nothing where they may.</summary>
    public static async Task<Refusal?> RecusedAsync(this ForumDb db, ProposalId proposal, Caller caller, CancellationToken stop) =>
        !caller.IsSystem && await db.Interests.Where(i => i.ProposalId == proposal).OfCaller(caller).AnyAsync(stop) ? Refusal.Barred("interest.recused") : null;
}
