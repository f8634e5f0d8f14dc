using Forum.Council.Proposals;
using Forum.Domain.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Council.Spoken
{
    /// <summary>Somebody writes down that a person without a telephone endorses a proposal. The person counts once, whatever they do by an account.</summary>
    /// <param name="Version">The version that was read to them; refused where it is no longer the newest. Without it the newest.</param>
    [SignedIn("who may write down for people, which the handler asks for"), Official]
    public sealed record WriteDownEndorsement(ProposalId Proposal, PersonId? Person, bool Agreed, int? Version = null) : ICommand<EndorsedAs>, IShaped
    {
        public IEnumerable<Refusal> Wrong()
        {
            if (Person is null) yield return Refusal.Invalid("personId", "spoken.whose");
            if (!Agreed) yield return Refusal.Invalid("agreed", "spoken.agreed");
        }
    }

    public sealed class WriteDownEndorsementHandler(ForumDb db, SpokenDesk desk, TimeProvider time) : IRequestHandler<WriteDownEndorsement, Outcome<EndorsedAs>>
    {
        public async Task<Outcome<EndorsedAs>> Handle(WriteDownEndorsement request, CancellationToken stop)
        {
            var opened = await desk.OpenAsync(request.Proposal, stop);
            if (!opened.Ok) return Outcome<EndorsedAs>.Refused(opened.Refusals);
            var (proposal, path, by) = opened.Value;
            if (await desk.PersonAsync(path, request.Person!.Value, stop) is not { } from) return Refusal.Invalid("personId", "spoken.whose");
            var account = await db.Accounts.Where(a => a.PersonId == from.PersonId).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(stop);
            var already = await db.SpokenAsync(proposal.Id, from.PersonId, stop) is not null
                || (account is { } id && await db.Endorsements.AnyAsync(e => e.ProposalId == proposal.Id && e.AccountId == new AccountId(id), stop));
            return proposal.EndorseFor(from, by, already, time.GetUtcNow(), request.Version).Map(made => { db.SpokenEndorsements.Add(made); return new EndorsedAs(proposal.Endorsed, proposal.Threshold); });
        }
    }

    public static class SpokenEndorsements
    {
        /// <summary>What a person endorsed by word.</summary>
        public static async Task<SpokenEndorsement?> SpokenAsync(this ForumDb db, ProposalId proposal, PersonId? person, CancellationToken stop) =>
            person is null ? null : await db.SpokenEndorsements.SingleOrDefaultAsync(e => e.ProposalId == proposal && e.PersonId == person, stop);

        /// <summary>Whether somebody endorses a proposal: by themselves, or by whoever wrote it down for them.</summary>
        public static Task<bool> EndorsesAsync(this ForumDb db, ProposalId proposal, AccountId account, PersonId? person, CancellationToken stop) => Endorses(db, proposal, account, person, stop);

        // Asked with every page of a proposal that somebody signed in reads.
        private static readonly Func<ForumDb, ProposalId, AccountId, PersonId?, CancellationToken, Task<bool>> Endorses = EF.CompileAsyncQuery((ForumDb db, ProposalId proposal, AccountId account, PersonId? person, CancellationToken _) =>
            db.Proposals.IgnoreAutoIncludes().Any(p => p.Id == proposal && (db.Endorsements.Any(e => e.ProposalId == proposal && e.AccountId == account) || db.SpokenEndorsements.Any(e => e.ProposalId == proposal && e.PersonId == person))));
    }

    public sealed class SpokenMapping : IEntityTypeConfiguration<SpokenEndorsement>
    {
        public void Configure(EntityTypeBuilder<SpokenEndorsement> spoken)
        {
            spoken.ToTable("SpokenEndorsements");
            // One for each person.
            spoken.HasKey(e => new { e.ProposalId, e.PersonId });
            spoken.ComplexProperty(e => e.By);
        }
    }
}

namespace Forum.Foundation.Storage
{
    /// <summary>What was endorsed by word.</summary>
    public partial class ForumDb
    {
        public DbSet<SpokenEndorsement> SpokenEndorsements => Set<SpokenEndorsement>();
    }
}
