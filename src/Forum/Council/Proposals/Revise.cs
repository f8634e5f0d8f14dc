using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>The author puts a new version beside the old.</summary>
[Requires(Right.TakePart), Official]
public sealed record Revise(ProposalId Id, string? Body) : ICommand<int>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class ReviseHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<Revise, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(Revise request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        if (desk.Caller.AccountId != proposal.Author.AccountId) return Refusal.Barred("proposal.not-yours");
        return Markdown.Render("body", request.Body, Proposal.LongestBody)
            .Then(body => proposal.Revise(proposal.Author, body, time.GetUtcNow()))
            .Map(_ => proposal.Versions.Count);
    }
}
