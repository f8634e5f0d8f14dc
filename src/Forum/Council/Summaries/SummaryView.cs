using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Summaries;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Summaries;

/// <summary>The summaries of a discussion, newest first, with what is disputed in them.</summary>
[Anyone("narrowed by the visibility of proposals")]
public sealed record GetSummaries(ProposalId Proposal) : IQuery<SummariesView>;

/// <param name="Comments">How many comments there are now.</param>
/// <param name="Hidden">The versions that a moderator hid.</param>
public sealed record SummariesView(ProposalId ProposalId, string ProposalTitle, int Comments, IReadOnlyList<SummaryView> Items, SummaryActions May, IReadOnlyList<HiddenSummary> Hidden)
{
    /// <summary>The number of the newest version, hidden or not; nought where none was written.</summary>
    public int Newest => Items.Select(s => s.Number).Concat(Hidden.Select(h => h.Number)).DefaultIfEmpty().Max();
}

public sealed record SummaryView(SummaryId Id, int Number, int UpTo, string Body, string Html, Byline By, DateTimeOffset At, IReadOnlyList<DisputeView> Disputes)
{
    /// <summary>What was said against it and hidden.</summary>
    public IReadOnlyList<HiddenDispute> HiddenDisputes { get; init; } = [];
}

public sealed record DisputeView(DisputeId Id, int Number, string Reason, string Html, Byline By, DateTimeOffset At, DisputeAnswer? Answer);

/// <summary>A dispute that nobody reads any more, and why.</summary>
public sealed record HiddenDispute(DisputeId Id, int Number, string Because);

/// <summary>A version that nobody reads any more, and why.</summary>
public sealed record HiddenSummary(SummaryId Id, int Number, string Because);

/// <param name="Moderate">Whether the caller may hide a version.</param>
public sealed record SummaryActions(bool Write, bool Dispute, bool Moderate)
{
    /// <summary>Whether the caller would write one but has an interest in the matter.</summary>
    public bool Recused { get; init; }
}

public sealed class GetSummariesHandler(ForumDb db, Desk desk, KeptAnswers kept, Offices offices) : IRequestHandler<GetSummaries, Outcome<SummariesView>>
{
    // What everybody reads alike.
    private sealed record Written((string Title, int Comments, string Path)? Proposal, IReadOnlyList<Summary> All, IReadOnlyList<SummaryDispute> Disputes);

    public async Task<Outcome<SummariesView>> Handle(GetSummaries request, CancellationToken stop)
    {
        var (about, written, disputes) = await kept.OfAsync(request, desk.Caller, () => WrittenAsync(request.Proposal, stop), $"proposals/{request.Proposal}");
        if (about is not { } proposal) return Refusal.NotFound;
        var all = written.Where(s => s.IsShown).ToList();
        var newest = all.FirstOrDefault();
        var disputed = newest is not null && disputes.Any(d => d.SummaryNumber == newest.Number && d.AccountId == desk.Caller.AccountId);
        var writes = Offices.MayStep(desk.Caller, Right.ConveneHall, null, proposal.Path) ? await offices.StepAsync(desk.Caller, Right.ConveneHall, null, proposal.Path, request.Proposal, stop) : Refusal.Forbidden;
        var moderates = desk.Caller.May(Right.Moderate, proposal.Path) && await db.BarredAsync(request.Proposal, desk.Caller, stop) is null;
        return new SummariesView(
            request.Proposal, proposal.Title, proposal.Comments,
            [.. all.Select(s => new SummaryView(s.Id, s.Number, s.UpTo, s.Body.Source, s.Body.Html, s.By, s.At,
                [.. disputes.Where(d => d.SummaryNumber == s.Number && d.IsShown).Select(d => new DisputeView(d.Id, d.Number, d.Reason.Source, d.Reason.Html, d.By, d.At, d.Answer))])
                { HiddenDisputes = [.. disputes.Where(d => d.SummaryNumber == s.Number && !d.IsShown).Select(d => new HiddenDispute(d.Id, d.Number, d.Hidden!.Reason))] })],
            new(writes.Ok && proposal.Comments > 0,
                newest is not null && !disputed && newest.By.AccountId != desk.Caller.AccountId && desk.Caller.May(Right.TakePart, proposal.Path), moderates) { Recused = writes.IsRecused() },
            [.. written.Where(s => !s.IsShown).Select(s => new HiddenSummary(s.Id, s.Number, s.Hidden!.Reason))]);
    }

    private async Task<Written> WrittenAsync(ProposalId id, CancellationToken stop)
    {
        var proposal = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().Where(p => p.Id == id).VisibleTo(desk.Caller, db)
            .Join(db.Places, p => p.PlaceId, p => p.Id, (p, place) => new { p.Title, p.Comments, place.Path }).SingleOrDefaultAsync(stop);
        var written = await db.Summaries.AsNoTracking().Where(s => s.ProposalId == id).OrderByDescending(s => s.Number).ToListAsync(stop);
        var disputes = written.All(s => s.Disputes == 0) ? [] : await db.SummaryDisputes.AsNoTracking().Where(d => d.ProposalId == id).OrderBy(d => d.Number).ToListAsync(stop);
        return new(proposal is null ? null : (proposal.Title, proposal.Comments, proposal.Path), written, disputes);
    }
}
