using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Summaries;

/// <summary>A facilitator answers somebody who disputes a summary.</summary>
[SignedIn("the right to convene the hall, or standing in, which the handler asks for"), Official]
public sealed record AnswerDispute(ProposalId Proposal, int Summary, int Number, string? Answer) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);
}

public sealed class AnswerDisputeHandler(ForumDb db, Desk desk, Offices offices, TimeProvider time) : IRequestHandler<AnswerDispute, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AnswerDispute request, CancellationToken stop)
    {
        var dispute = await db.SummaryDisputes.SingleOrDefaultAsync(d => d.ProposalId == request.Proposal && d.SummaryNumber == request.Summary && d.Number == request.Number && db.Summaries.Shown().Any(s => s.ProposalId == d.ProposalId && s.Number == d.SummaryNumber), stop);
        var path = await db.Proposals.Where(p => p.Id == request.Proposal).Join(db.Places, p => p.PlaceId, p => p.Id, (_, place) => place.Path).SingleAsync(stop);
        var signed = await offices.StepAsync(desk.Caller, Right.ConveneHall, null, path, request.Proposal, stop);
        if (!signed.Ok) return Outcome<Done>.Refused(signed.Refusals);
        return dispute is null ? Refusal.NotFound : dispute.Reply(request.Answer, signed.Value, time.GetUtcNow());
    }
}
