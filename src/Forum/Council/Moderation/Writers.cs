using Forum.Council.Spoken;
using Forum.Domain.Council.Authors;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Moderation;

/// <summary>Whoever writes a proposal, alone or with others, by themselves or through somebody's pen, neither admits it nor keeps order in it: that falls to the others, as with an interest.</summary>
public static class Writers
{
    /// <summary>What they are told.</summary>
    public static Refusal Own => Refusal.Barred("proposal.own-matter");

    /// <summary>Those that somebody writes.</summary>
    public static IQueryable<Proposal> WrittenBy(this IQueryable<Proposal> proposals, IQueryable<AccountId> who, ForumDb db) =>
        proposals.Where(p => who.Contains(p.Author.AccountId) || (p.From != null && db.Accounts.Any(a => a.PersonId == p.From.PersonId && who.Any(w => (Guid)(object)w == a.Id))) || Lines(db).Any(c => EF.Property<ProposalId?>(c, "ProposalId") == p.Id && who.Contains(c.AccountId)));

    /// <summary>Those that an account writes.</summary>
    public static IQueryable<Proposal> WrittenBy(this IQueryable<Proposal> proposals, AccountId? who, ForumDb db)
    {
        var id = who?.Value;
        return proposals.Where(p => p.Author.AccountId == who || (p.From != null && db.Accounts.Any(a => a.PersonId == p.From.PersonId && a.Id == id)) || Lines(db).Any(c => EF.Property<ProposalId?>(c, "ProposalId") == p.Id && c.AccountId == who));
    }

    /// <summary>Who writes a matter, where it is a proposal.</summary>
    public static async Task<IReadOnlySet<AccountId>> WritersAsync(this ForumDb db, AtStake about, CancellationToken stop)
    {
        if (about.Proposal is not { } id) return new HashSet<AccountId>();
        var others = await Lines(db).Where(c => EF.Property<ProposalId?>(c, "ProposalId") == id).Select(c => c.AccountId).ToListAsync(stop);
        return new HashSet<AccountId>([.. others, .. (await db.AuthorOfAsync(id, stop)).Whom]);
    }

    /// <summary>Why the caller keeps no order in a matter: an interest, or that they write it; nothing where they may.</summary>
    public static async Task<Refusal?> BarredAsync(this ForumDb db, AtStake about, Caller caller, CancellationToken stop) =>
        await db.RecusedFromAsync(about, caller, stop) ?? (caller.AccountId is { } me && (await db.WritersAsync(about, stop)).Contains(me) ? Own : null);

    /// <summary>Whether a step was refused to somebody because they write the proposal.</summary>
    public static bool IsOwn<T>(this Outcome<T> step) => !step.Ok && step.Refusals[0].Code == Own.Code;

    // Who writes along now, as CoAuthor.Writes has it.
    private static IQueryable<CoAuthor> Lines(ForumDb db) => db.CoAuthors.AsNoTracking().Where(c => c.JoinedAt != null && c.EndedAt == null);
}
