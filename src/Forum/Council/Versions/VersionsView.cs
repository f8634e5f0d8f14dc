using Forum.Council.Amendments;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Amendments;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Versions;

/// <summary>The versions of a proposal, newest first, with the difference between two of them.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetVersions(ProposalId Id, int? From = null, int? To = null) : IQuery<VersionList>;

/// <param name="Difference">Between the two that were asked for; nothing where none were.</param>
public sealed record VersionList(IReadOnlyList<VersionRow> Items, string? Next, string Title, int? From, int? To, IReadOnlyList<DiffPiece>? Difference);

/// <param name="Amendment">The amendment that it took over, unless that is hidden.</param>
/// <param name="AmendedBy">Who proposed that.</param>
/// <param name="Endorsements">How many of the present endorsements were given to it.</param>
/// <param name="Comments">How many comments speak of it.</param>
public sealed record VersionRow(int Number, string Body, string Html, Byline By, DateTimeOffset At, AmendmentId? Amendment, Byline? AmendedBy, int Endorsements, int Comments)
{
    /// <summary>Whose words they are, where <see cref="By"/> only wrote them down.</summary>
    public SpokenBy? From { get; init; }
}

public sealed class GetVersionsHandler(ForumDb db, Desk desk) : IRequestHandler<GetVersions, Outcome<VersionList>>
{
    public async Task<Outcome<VersionList>> Handle(GetVersions request, CancellationToken stop)
    {
        var id = request.Id;
        if (await db.Proposals.AsNoTracking().Where(p => p.Id == id).VisibleTo(desk.Caller, db).AsSplitQuery().SingleOrDefaultAsync(stop) is not { } proposal) return Refusal.NotFound;
        var versions = proposal.Versions.OrderByDescending(v => v.Number).ToList();
        foreach (var asked in new[] { ("from", request.From), ("to", request.To) })
            if (asked.Item2 is { } number && (number < 1 || number > versions.Count)) return Refusal.Invalid(asked.Item1, "version.unknown");
        var endorsed = await db.EndorsedByVersionAsync(id, stop);
        var said = await db.Comments.Shown().Where(c => c.ProposalId == id).GroupBy(c => c.Version).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var credits = await db.Amendments.AsNoTracking().Shown().Where(a => a.ProposalId == id && a.Settlement!.Version != null).Select(a => new { a.Id, a.By }).ToDictionaryAsync(a => a.Id, a => a.By, stop);
        var (from, to) = (request.From ?? (request.To is null ? null : 1), request.To ?? (request.From is null ? null : versions.Count));
        string Body(int number) => versions[versions.Count - number].Body.Source;
        return new VersionList(
            [.. versions.Select(v => new VersionRow(v.Number, v.Body.Source, v.Body.Html, v.By, v.At, v.AmendmentId is { } a && credits.ContainsKey(a) ? a : null, v.AmendmentId is { } own ? credits.GetValueOrDefault(own) : null, endorsed.GetValueOrDefault(v.Number), said.GetValueOrDefault(v.Number)) { From = SpokenBy.From(proposal.SpokenThrough(v.By)) })],
            null, proposal.Title, from, to, from is { } old && to is { } now ? Difference.Between(Body(old), Body(now)) : null);
    }
}

/// <summary>How the endorsements of a proposal are spread over its versions; the caller's own among them.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetEndorsedVersions(ProposalId Id) : IQuery<EndorsedVersions>;

public sealed record EndorsedVersions(IReadOnlyDictionary<int, int> Counts, int? Mine);

public sealed class GetEndorsedVersionsHandler(ForumDb db, Desk desk) : IRequestHandler<GetEndorsedVersions, Outcome<EndorsedVersions>>
{
    public async Task<Outcome<EndorsedVersions>> Handle(GetEndorsedVersions request, CancellationToken stop)
    {
        var (id, me) = (request.Id, desk.Caller.AccountId);
        if (!await db.Proposals.Where(p => p.Id == id).VisibleTo(desk.Caller, db).AnyAsync(stop)) return Refusal.NotFound;
        return new EndorsedVersions(await db.EndorsedByVersionAsync(id, stop), me is null ? null : await db.Endorsements.Where(e => e.ProposalId == id && e.AccountId == me).Select(e => (int?)e.Version).SingleOrDefaultAsync(stop) ?? (await db.SpokenAsync(id, desk.Caller.PersonId, stop))?.Version);
    }
}

internal static class EndorsedByVersion
{
    /// <summary>How many of a proposal's present endorsements were given to each version, by themselves or through somebody's pen.</summary>
    public static Task<Dictionary<int, int>> EndorsedByVersionAsync(this ForumDb db, ProposalId id, CancellationToken stop) =>
        db.Endorsements.Where(e => e.ProposalId == id).Select(e => new { e.Version }).Concat(db.SpokenEndorsements.Where(e => e.ProposalId == id).Select(e => new { e.Version })).GroupBy(e => e.Version).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
}
