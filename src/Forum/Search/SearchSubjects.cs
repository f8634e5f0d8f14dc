using Forum.Council;
using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Decisions;
using Forum.Domain.Kernel;
using Forum.Foundation.Storage;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Search;

internal static class DecisionPlaces
{
    /// <summary>Where a decision belongs: to the place of its poll or of the proposal that it names, else to the community. Of a concern, which may be private, it tells no place.</summary>
    public static async Task<PlaceId> PlaceAsync(this ForumDb db, Decision decision, CancellationToken stop) =>
        decision.PollId is { } poll ? await db.Polls.Where(p => p.Id == poll).Select(p => p.PlaceId).SingleAsync(stop)
        : Matter.Proposal(decision.Matter) is { } proposal ? await db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.PlaceId).SingleAsync(stop)
        : decision.CommunityId;
}

/// <summary>All that should be found, read anew from what it is made of.</summary>
public sealed class SearchSubjects(ForumDb db)
{
    private const int Chunk = 500;

    /// <summary>How many of a kind there should be.</summary>
    public Task<int> CountAsync(SearchKind kind, CancellationToken stop) => Ids(kind).CountAsync(stop);

    /// <summary>All of a kind, in pieces.</summary>
    public async IAsyncEnumerable<IReadOnlyList<SearchText>> AllAsync(SearchKind kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var chunk in (await Ids(kind).ToListAsync(stop)).Chunk(Chunk)) yield return await OfAsync(kind, chunk, stop);
    }

    /// <summary>Some of a kind, spread evenly over all there are.</summary>
    public async Task<IReadOnlyList<SearchText>> SomeAsync(SearchKind kind, int count, CancellationToken stop)
    {
        var all = await Ids(kind).ToListAsync(stop);
        return await OfAsync(kind, [.. all.Where((_, i) => i % Math.Max(1, all.Count / count) == 0)], stop);
    }

    private IQueryable<Guid> Ids(SearchKind kind) => kind switch
    {
        SearchKind.Concern => db.Concerns.Shown().Select(c => c.Id.Value),
        SearchKind.Proposal => db.Proposals.Shown().Select(p => p.Id.Value),
        SearchKind.Comment => db.Comments.Shown().Select(c => c.Id.Value),
        SearchKind.Poll => db.Polls.Select(p => p.Id.Value),
        SearchKind.Notice => db.NoticePeriods.Select(n => n.PollId.Value),
        SearchKind.Decision => db.Decisions.Select(d => d.Id.Value),
        SearchKind.Call => db.Calls.Select(c => c.Id.Value),
        SearchKind.Contribution => db.Contributions.Shown().Select(c => c.Id.Value),
        _ => db.Offers.Select(o => o.Id.Value),
    };

    private async Task<IReadOnlyList<SearchText>> OfAsync(SearchKind kind, IReadOnlyList<Guid> ids, CancellationToken stop)
    {
        TId[] Typed<TId>() where TId : struct, IId<TId> => [.. ids.Select(TId.From)];
        switch (kind)
        {
            case SearchKind.Concern: { var these = Typed<ConcernId>(); return [.. (await db.Concerns.AsNoTracking().Where(c => these.Contains(c.Id)).ToListAsync(stop)).Select(SearchTexts.Of).OfType<SearchText>()]; }
            case SearchKind.Proposal: { var these = Typed<ProposalId>(); return [.. (await db.Proposals.AsNoTracking().Where(p => these.Contains(p.Id)).ToListAsync(stop)).Select(SearchTexts.Of).OfType<SearchText>()]; }
            case SearchKind.Comment:
                {
                    var these = Typed<CommentId>();
                    var found = await db.Comments.AsNoTracking().Where(c => these.Contains(c.Id)).Join(db.Proposals, c => c.ProposalId, p => p.Id, (c, p) => new { Comment = c, p.PlaceId }).ToListAsync(stop);
                    return [.. found.Select(f => SearchTexts.Of(f.Comment, f.PlaceId)).OfType<SearchText>()];
                }
            case SearchKind.Poll: { var these = Typed<PollId>(); return [.. (await db.Polls.AsNoTracking().Where(p => these.Contains(p.Id)).ToListAsync(stop)).Select(SearchTexts.Of)]; }
            case SearchKind.Notice: { var these = Typed<PollId>(); return [.. (await db.NoticePeriods.AsNoTracking().Where(n => these.Contains(n.PollId)).Join(db.Polls, n => n.PollId, p => p.Id, (n, p) => new { Notice = n, p.PlaceId }).ToListAsync(stop)).Select(f => SearchTexts.Of(f.Notice, f.PlaceId))]; }
            case SearchKind.Decision:
                {
                    var these = Typed<DecisionId>();
                    List<SearchText> texts = [];
                    foreach (var decision in await db.Decisions.AsNoTracking().Where(d => these.Contains(d.Id)).ToListAsync(stop))
                        texts.Add(SearchTexts.Of(decision, await db.PlaceAsync(decision, stop), await db.Executions.AsNoTracking().IgnoreAutoIncludes().SingleOrDefaultAsync(e => e.DecisionId == decision.Id, stop)));
                    return texts;
                }
            case SearchKind.Call: { var these = Typed<CallId>(); return [.. (await db.Calls.AsNoTracking().Where(c => these.Contains(c.Id)).ToListAsync(stop)).Select(SearchTexts.Of)]; }
            case SearchKind.Contribution:
                {
                    var these = Typed<ContributionId>();
                    var found = await db.Contributions.AsNoTracking().Where(c => these.Contains(c.Id)).Join(db.Calls, c => c.CallId, x => x.Id, (c, x) => new { Contribution = c, x.PlaceId }).ToListAsync(stop);
                    return [.. found.Select(f => SearchTexts.Of(f.Contribution, f.PlaceId)).OfType<SearchText>()];
                }
            default: { var these = Typed<OfferId>(); return [.. (await db.Offers.AsNoTracking().Where(o => these.Contains(o.Id)).ToListAsync(stop)).Select(SearchTexts.Of)]; }
        }
    }
}
