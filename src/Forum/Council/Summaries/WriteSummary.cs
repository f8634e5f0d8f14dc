using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Summaries;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Summaries;

/// <summary>A facilitator sums a discussion up, up to a certain comment; a new version stands beside the old.</summary>
/// <param name="BaseVersion">The newest version that the writer had before them, nought for none; where another came since, nothing is published.</param>
[SignedIn("the right to convene the hall, or standing in, which the handler asks for"), Official]
public sealed record WriteSummary(ProposalId Proposal, string? Body, int? UpTo = null, int? BaseVersion = null) : ICommand<int>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);
}

public sealed class WriteSummaryHandler(ForumDb db, Desk desk, Offices offices, IdSource ids, TimeProvider time) : IRequestHandler<WriteSummary, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(WriteSummary request, CancellationToken stop)
    {
        var proposal = await db.Proposals.AsNoTracking().IgnoreAutoIncludes().SingleAsync(p => p.Id == request.Proposal, stop);
        var path = await db.PathAsync(proposal.PlaceId, stop);
        var signed = await offices.StepAsync(desk.Caller, Right.ConveneHall, null, path, request.Proposal, stop);
        if (!signed.Ok) return Outcome<int>.Refused(signed.Refusals);
        var newest = await db.Summaries.Where(s => s.ProposalId == request.Proposal).MaxAsync(s => (int?)s.Number, stop) ?? 0;
        if (Overtaken.Check("summary.newer", request.BaseVersion, newest) is { } newer) return newer;
        return Markdown.Render("body", request.Body, Summary.LongestBody)
            .Then(body => Summary.Write(ids.New<SummaryId>(), proposal.CommunityId, proposal.Id, newest + 1, request.UpTo ?? proposal.Comments, proposal.Comments, body, signed.Value, time.GetUtcNow()))
            .Map(made => { db.Summaries.Add(made); return made.Number; });
    }
}
