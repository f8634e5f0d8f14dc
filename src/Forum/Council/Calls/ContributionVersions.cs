using Forum.Council.Versions;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Calls;

/// <summary>All that a contribution ever said, newest first, each beside what it said before.</summary>
[Anyone("narrowed by the visibility of calls; of one taken back or hidden nothing")]
public sealed record GetContributionVersions(CallId Call, int Number) : IQuery<ContributionWordsList>;

public sealed record ContributionWordsList(int Number, string CallTitle, EnglishView? English, IReadOnlyList<ContributionWords> Items);

/// <param name="Version">From 1, the first words.</param>
/// <param name="At">Since when it said so.</param>
/// <param name="Difference">To the words before; nothing of the first.</param>
public sealed record ContributionWords(int Version, string Body, string Html, DateTimeOffset At, IReadOnlyList<DiffPiece>? Difference);

public sealed class GetContributionVersionsHandler(ForumDb db, Desk desk) : IRequestHandler<GetContributionVersions, Outcome<ContributionWordsList>>
{
    public async Task<Outcome<ContributionWordsList>> Handle(GetContributionVersions request, CancellationToken stop)
    {
        if (await db.Contributions.AsNoTracking().IgnoreAutoIncludes().ReadableBy(desk.Caller, db).SingleOrDefaultAsync(c => c.CallId == request.Call && c.Number == request.Number, stop) is not { } said) return Refusal.NotFound;
        var call = await db.Calls.AsNoTracking().IgnoreAutoIncludes().SingleAsync(c => c.Id == request.Call, stop);
        var old = await db.ContributionVersions.AsNoTracking().Where(v => v.ContributionId == said.Id).OrderBy(v => v.Number).ToListAsync(stop);
        List<(Markup Body, DateTimeOffset At)> all = [.. old.Select(v => (v.Body, v.At)), (said.Body, said.EditedAt ?? said.At)];
        return new ContributionWordsList(said.Number, call.Title, call.English is { } e ? new(e.Title, e.Body.Source, e.Body.Html) : null, [.. all.Select((v, i) =>
            new ContributionWords(i + 1, v.Body.Source, v.Body.Html, v.At, i == 0 ? null : Difference.Between(all[i - 1].Body.Source, v.Body.Source))).Reverse()]);
    }
}
