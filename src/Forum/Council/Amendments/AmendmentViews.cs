using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Council.Versions;
using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Web;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Amendments;

/// <summary>The amendments of a proposal, open ones first, then the newest.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record ListAmendments(ProposalId Proposal, int Take = 100) : IQuery<AmendmentList>;

/// <param name="May">Whether the caller may propose one.</param>
public sealed record AmendmentList(IReadOnlyList<AmendmentRow> Items, string? Next, string Title, bool May);

public sealed record AmendmentRow(AmendmentId Id, int Number, Byline By, DateTimeOffset At, int BaseVersion, string Reason, AmendmentEnd? End, int? Version);

public sealed class ListAmendmentsHandler(ForumDb db, Desk desk, KeptAnswers kept) : IRequestHandler<ListAmendments, Outcome<AmendmentList>>
{
    /// <summary>What everybody sees alike.</summary>
    private sealed record Shared(Proposal Proposal, string Path, IReadOnlyList<AmendmentRow> Rows);

    public async Task<Outcome<AmendmentList>> Handle(ListAmendments request, CancellationToken stop)
    {
        if (await kept.OfAsync<Outcome<Shared>>(request, desk.Caller, () => ReadAsync(request, stop), $"proposals/{request.Proposal}") is not { Ok: true, Value: var (proposal, path, rows) }) return Refusal.NotFound;
        return new AmendmentList(rows, null, proposal.Title, proposal.IsChanging && desk.Caller.IsSignedIn && desk.Caller.May(Right.TakePart, path) && !proposal.IsWrittenBy(desk.Caller.AccountId, desk.Caller.PersonId));
    }

    private async Task<Outcome<Shared>> ReadAsync(ListAmendments request, CancellationToken stop)
    {
        var id = request.Proposal;
        if (await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id).VisibleTo(desk.Caller, db).Include(p => p.CoAuthors).SingleOrDefaultAsync(stop) is not { } proposal) return Refusal.NotFound;
        var rows = await db.Amendments.AsNoTracking().Shown().Where(a => a.ProposalId == id).OrderBy(a => a.Settlement != null).ThenByDescending(a => a.Number).Take(Math.Clamp(request.Take, 1, 500))
            .Select(a => new { a.Id, a.Number, a.By, a.At, a.BaseVersion, a.Reason, a.Settlement }).ToListAsync(stop);
        return new Shared(proposal, await db.PathAsync(proposal.PlaceId, stop), [.. rows.Select(a => new AmendmentRow(a.Id, a.Number, a.By, a.At, a.BaseVersion, a.Reason, a.Settlement?.End, a.Settlement?.Version))]);
    }
}

/// <summary>One amendment with what it changes, and what the caller may do with it.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetAmendment(AmendmentId Id) : IQuery<AmendmentView>;

/// <param name="From">For whom, where <paramref name="By"/> only held the pen.</param>
public sealed record SettlementView(AmendmentEnd End, Byline By, DateTimeOffset At, string? Reason, int? Version, SpokenBy? From = null);

/// <param name="Newest">The newest version now.</param>
/// <param name="Current">The words of the newest version.</param>
/// <param name="Difference">What it changes in the version that it was proposed against.</param>
/// <param name="Against">What it would change in the newest version; nothing where that is the same, or it is settled.</param>
/// <param name="Taken">What of it was taken over, from what it proposed to the version made; nothing where it was taken whole or not at all.</param>
public sealed record AmendmentView(
    AmendmentId Id, int Number, ProposalId Proposal, string Title, int BaseVersion, int Newest, string Current, string Body, string Html, string Reason, Byline By, DateTimeOffset At, SettlementView? Settlement,
    IReadOnlyList<DiffPiece> Difference, IReadOnlyList<DiffPiece>? Against, IReadOnlyList<DiffPiece>? Taken, AmendmentActions May)
{
    /// <summary>Whether the text has changed since it was proposed.</summary>
    public bool Outdated => BaseVersion < Newest;

    /// <summary>How new the proposal's topic is, of which open screens hear.</summary>
    public long TopicVersion { get; init; }
}

/// <param name="Moderate">Whether the caller may hide it.</param>
public sealed record AmendmentActions(bool Settle, bool Withdraw, bool Moderate)
{
    /// <summary>Whether the caller may put out versions of the text.</summary>
    public bool Revise { get; init; }
}

public sealed class GetAmendmentHandler(ForumDb db, Desk desk, Pens pens) : IRequestHandler<GetAmendment, Outcome<AmendmentView>>
{
    public async Task<Outcome<AmendmentView>> Handle(GetAmendment request, CancellationToken stop)
    {
        if (await db.Amendments.Where(a => a.Id == request.Id).Select(a => (ProposalId?)a.ProposalId).SingleOrDefaultAsync(stop) is not { } about) return Refusal.NotFound;
        var version = await db.VersionAsync($"proposals/{about}", stop);
        if (await db.Amendments.AsNoTracking().Shown().SingleOrDefaultAsync(a => a.Id == request.Id, stop) is not { } a) return Refusal.NotFound;
        if (await db.Proposals.AsNoTracking().Where(p => p.Id == a.ProposalId).VisibleTo(desk.Caller, db).Include(p => p.CoAuthors).AsSplitQuery().SingleOrDefaultAsync(stop) is not { } p) return Refusal.NotFound;
        var path = await db.PathAsync(p.PlaceId, stop);
        string Text(int number) => p.Versions.Single(v => v.Number == number).Body.Source;
        var newest = p.Versions.Max(v => v.Number);
        var (me, open) = (desk.Caller.AccountId, a.Settlement is null && p.IsChanging);
        var writes = p.IsWrittenBy(me, desk.Caller.PersonId);
        var free = await pens.BarsAsync(p, stop) is null;
        var settles = open && free && me is not null && me != a.By.AccountId && (writes || (desk.Caller.May(Right.ConveneHall, path) && await db.RecusedAsync(p.Id, desk.Caller, stop) is null));
        return new AmendmentView(
            a.Id, a.Number, p.Id, p.Title, a.BaseVersion, newest, Text(newest), a.Body.Source, a.Body.Html, a.Reason, a.By, a.At,
            a.Settlement is { } s ? new(s.End, s.By, s.At, s.Reason, s.Version, SpokenBy.From(p.SpokenThrough(s.By))) : null, Difference.Between(Text(a.BaseVersion), a.Body.Source),
            a.Settlement is null && a.BaseVersion < newest ? Difference.Between(Text(newest), a.Body.Source) : null,
            a.Settlement is { End: AmendmentEnd.AcceptedInPart, Version: { } made } ? Difference.Between(a.Body.Source, Text(made)) : null,
            new(settles, open && me == a.By.AccountId, desk.Caller.May(Right.Moderate, path) && !writes && await db.RecusedAsync(p.Id, desk.Caller, stop) is null) { Revise = p.IsChanging && writes && free }) { TopicVersion = version };
    }
}
