using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Domain.Offers;
using Forum.Domain.Reception;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Forum.Search;

/// <summary>
/// Reads whatever changed anew for the index, in the transaction that changed it: what was said is found at once, what
/// was taken away never again, whichever command did it.
/// </summary>
public sealed class SearchChanges : SaveChangesInterceptor
{
    // Counters change often and say no word.
    private static readonly HashSet<string> Counters = [nameof(Proposal.Endorsed), nameof(Proposal.Comments), nameof(Comment.Agreed), nameof(ServiceOffer.Booked), nameof(Call.Given), nameof(Call.Pending)];
    private static readonly HashSet<string> OfPolls = [nameof(Poll.Question), nameof(Poll.Options), nameof(Poll.State), nameof(Poll.ClosesAt)];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken stop = default)
    {
        if (data.Context is not ForumDb db) return result;
        foreach (var ((kind, id), isNew) in db.ChangeTracker.Entries().Where(Matters).Select(e => (Subject: Subject(e), IsNew: e is { State: EntityState.Added, Entity: Comment })).Where(e => e.Subject is not null).GroupBy(e => e.Subject!.Value, e => e.IsNew, (subject, news) => (subject, news.Any(n => n))).ToList())
        {
            var text = await ReadAsync(db, kind, id, stop);
            // Comments come in crowds, and a new one has none.
            var document = isNew ? null : db.SearchDocuments.Local.FirstOrDefault(d => d.Kind == kind && d.SubjectId == id) ?? await db.SearchDocuments.SingleOrDefaultAsync(d => d.Kind == kind && d.SubjectId == id, stop);
            if (text is null) { if (document is not null) db.Remove(document); }
            else if (document is null) db.Add(new SearchDocument(text));
            else document.Take(text);
        }
        return result;
    }

    private static bool Matters(EntityEntry entry) => entry.State switch
    {
        EntityState.Added or EntityState.Deleted => true,
        EntityState.Modified when entry.Entity is Poll => entry.Properties.Any(p => p.IsModified && OfPolls.Contains(p.Metadata.Name)),
        EntityState.Modified => entry.ComplexProperties.Any(c => c.IsModified) || entry.Properties.Any(p => p.IsModified && !Counters.Contains(p.Metadata.Name)),
        _ => false,
    };

    /// <summary>What the changed row is a part of.</summary>
    private static (SearchKind, Guid)? Subject(EntityEntry entry) => entry.Entity switch
    {
        Concern c => (SearchKind.Concern, c.Id.Value),
        ConcernStep => (SearchKind.Concern, ((ConcernId)entry.Property(nameof(ConcernId)).CurrentValue!).Value),
        Proposal p => (SearchKind.Proposal, p.Id.Value),
        ProposalVersion => (SearchKind.Proposal, ((ProposalId)entry.Property(nameof(ProposalId)).CurrentValue!).Value),
        Comment c => (SearchKind.Comment, c.Id.Value),
        Poll p => (SearchKind.Poll, p.Id.Value),
        NoticePeriod n => (SearchKind.Notice, n.PollId.Value),
        Objection o => (SearchKind.Notice, o.PollId.Value),
        ObjectionAnswer => Owner<Objection>(entry) is { } o ? (SearchKind.Notice, o.PollId.Value) : null,
        Decision d => (SearchKind.Decision, d.Id.Value),
        Execution e => (SearchKind.Decision, e.DecisionId.Value),
        ServiceOffer o => (SearchKind.Offer, o.Id.Value),
        Call c => (SearchKind.Call, c.Id.Value),
        CallConclusion => (SearchKind.Call, ((CallId)entry.Property(nameof(CallId)).CurrentValue!).Value),
        Contribution c => (SearchKind.Contribution, c.Id.Value),
        ContributionSettlement s => (SearchKind.Contribution, s.ContributionId.Value),
        _ when !entry.Metadata.IsOwned() => null,
        _ when Owner<Objection>(entry) is { } o => (SearchKind.Notice, o.PollId.Value),
        _ when Owner<Concern>(entry) is { } c => (SearchKind.Concern, c.Id.Value),
        _ when Owner<Comment>(entry) is { } c => (SearchKind.Comment, c.Id.Value),
        _ when Owner<Proposal>(entry) is { } p => (SearchKind.Proposal, p.Id.Value),
        _ when Owner<Contribution>(entry) is { } c => (SearchKind.Contribution, c.Id.Value),
        _ => null,
    };

    private static T? Owner<T>(EntityEntry part) where T : class
    {
        if (part.Metadata.FindOwnership() is not { } owned || owned.PrincipalEntityType.ClrType != typeof(T)) return null;
        var key = owned.Properties.Select(p => part.Property(p.Name).CurrentValue).ToArray();
        return part.Context.ChangeTracker.Entries<T>().FirstOrDefault(e => owned.PrincipalKey.Properties.Select(p => e.Property(p.Name).CurrentValue).SequenceEqual(key))?.Entity;
    }

    private static async Task<SearchText?> ReadAsync(ForumDb db, SearchKind kind, Guid id, CancellationToken stop) => kind switch
    {
        SearchKind.Concern => await WholeAsync(db, await db.Concerns.FindAsync([new ConcernId(id)], stop), nameof(Concern.Steps), stop) is { } c ? SearchTexts.Of(c) : null,
        SearchKind.Proposal => await WholeAsync(db, await db.Proposals.FindAsync([new ProposalId(id)], stop), nameof(Proposal.Versions), stop) is { } p ? SearchTexts.Of(p) : null,
        SearchKind.Comment => Kept(db, await db.Comments.FindAsync([new CommentId(id)], stop)) is { } c ? SearchTexts.Of(c, (await db.Proposals.FindAsync([c.ProposalId], stop))!.PlaceId) : null,
        SearchKind.Poll => Kept(db, await db.Polls.FindAsync([new PollId(id)], stop)) is { } p ? SearchTexts.Of(p) : null,
        SearchKind.Notice => await WholeAsync(db, await db.NoticePeriods.FindAsync([new PollId(id)], stop), nameof(NoticePeriod.Objections), stop) is { } n ? SearchTexts.Of(n, (await db.Polls.FindAsync([n.PollId], stop))!.PlaceId) : null,
        SearchKind.Decision => Kept(db, await db.Decisions.FindAsync([new DecisionId(id)], stop)) is { } d ? SearchTexts.Of(d, await db.PlaceAsync(d, stop), await db.Executions.FindAsync([d.Id], stop)) : null,
        SearchKind.Call => Kept(db, await db.Calls.FindAsync([new CallId(id)], stop)) is { } c ? SearchTexts.Of(c) : null,
        SearchKind.Contribution => await WholeAsync(db, await db.Contributions.FindAsync([new ContributionId(id)], stop), nameof(Contribution.Settlements), stop) is { } c ? SearchTexts.Of(c, (await db.Calls.FindAsync([c.CallId], stop))!.PlaceId) : null,
        _ => Kept(db, await db.Offers.FindAsync([new OfferId(id)], stop)) is { } o ? SearchTexts.Of(o) : null,
    };

    private static T? Kept<T>(ForumDb db, T? found) where T : class => found is null || db.Entry(found).State == EntityState.Deleted ? null : found;

    // Whoever changed it may have read it without its parts.
    private static async Task<T?> WholeAsync<T>(ForumDb db, T? found, string parts, CancellationToken stop) where T : class
    {
        if (Kept(db, found) is null) return null;
        var (entry, collection) = (db.Entry(found!), db.Entry(found!).Collection(parts));
        if (entry.State != EntityState.Added && !collection.IsLoaded) await collection.LoadAsync(stop);
        return found;
    }
}
