using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Amendments;

/// <summary>An amendment with its proposal and its writers, and how the caller signs what they do with it.</summary>
public sealed class AmendmentDesk(ForumDb db, Desk desk, Pens pens, TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public AccountId Me => desk.Caller.AccountId!.Value;

    public PersonId? Person => desk.Caller.PersonId;

    public async Task<(Amendment Amendment, Proposal Proposal)> LoadAsync(AmendmentId id, CancellationToken stop)
    {
        var amendment = await db.Amendments.SingleAsync(a => a.Id == id, stop);
        return (amendment, await db.Proposals.Include(p => p.CoAuthors).AsSplitQuery().SingleAsync(p => p.Id == amendment.ProposalId, stop));
    }

    /// <summary>As one of those who write the text, else as the committee; refused for anybody else, and for whoever has an interest in the matter as the committee.</summary>
    public async Task<Outcome<(Byline By, bool Committee)>> SignAsync(Proposal proposal, CancellationToken stop)
    {
        if (await pens.BarsAsync(proposal, stop) is { } not) return not;
        if (proposal.WriterOf(desk.Caller.AccountId, Person) is { } writer) return (writer, false);
        var path = await db.PathAsync(proposal.PlaceId, stop);
        if (desk.Caller.Sign(Right.ConveneHall, path) is not { } by) return Refusal.Barred("amendment.authors-settle");
        return await db.RecusedAsync(proposal.Id, desk.Caller, stop) is { } recused ? recused : (by, true);
    }

    /// <summary>Where an amendment's proposal is, if the caller may see it.</summary>
    public static async Task<PlaceOf?> PlaceAsync(ForumDb db, Caller caller, AmendmentId id, CancellationToken stop)
    {
        var proposal = await db.Amendments.IgnoreAutoIncludes().Where(a => a.Id == id).Select(a => (ProposalId?)a.ProposalId).SingleOrDefaultAsync(stop);
        return proposal is { } found ? await ProposalVisibility.PlaceAsync(db, caller, found, stop) : null;
    }
}
