using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Summaries;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Summaries;

/// <summary>Somebody who may take part says what is wrong with the newest summary.</summary>
/// <param name="Number">The one that was read; refused where there is a newer one. Without it the newest.</param>
[Requires(Right.TakePart), Official]
public sealed record DisputeSummary(ProposalId Proposal, string? Reason, int? Number = null) : ICommand<int>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);
}

public sealed class DisputeSummaryHandler(ForumDb db, Desk desk, IdSource ids, TalkLimits limits, TimeProvider time) : IRequestHandler<DisputeSummary, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(DisputeSummary request, CancellationToken stop)
    {
        var written = db.Summaries.Where(s => s.ProposalId == request.Proposal);
        var newest = await written.Shown().OrderByDescending(s => s.Number).FirstOrDefaultAsync(stop);
        var summary = request.Number is { } read && read != newest?.Number ? await written.SingleOrDefaultAsync(s => s.Number == read, stop) : newest;
        if (summary is null) return Refusal.NotFound;
        if (newest?.Number > summary.Number) return Refusal.Conflict("summary.newer-than-read", new("read", summary.Number), new("number", newest.Number));
        var path = await db.Proposals.Where(p => p.Id == request.Proposal).Join(db.Places, p => p.PlaceId, p => p.Id, (_, place) => place.Path).SingleAsync(stop);
        if (desk.Caller.Sign(Right.TakePart, path) is not { } by) return Refusal.Forbidden;
        var already = await db.SummaryDisputes.AnyAsync(d => d.ProposalId == request.Proposal && d.SummaryNumber == summary.Number && d.AccountId == by.AccountId, stop);
        if (await limits.BarsAsync(summary.CommunityId, request.Reason, stop, field: "reason") is { } barred) return barred;
        return Markdown.Render("reason", request.Reason, SummaryDispute.LongestReason)
            .Then(reason => summary.Dispute(ids.New<DisputeId>(), reason, by, already, time.GetUtcNow()))
            .Map(made => { db.SummaryDisputes.Add(made); return made.Number; });
    }
}
