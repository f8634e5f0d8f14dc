using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Council.Spoken;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Proposals;

/// <summary>Whoever writes the text puts a new version beside the old, begun from <paramref name="BaseVersion"/> where it is named.</summary>
[SignedIn("whoever writes it and takes part there, and the pen, which the handler asks for"), Official]
public sealed record Revise(ProposalId Id, string? Body, int? BaseVersion = null) : ICommand<int>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class ReviseHandler(ForumDb db, Desk desk, Pens pens, TalkLimits limits, TimeProvider time) : IRequestHandler<Revise, Outcome<int>>
{
    public async Task<Outcome<int>> Handle(Revise request, CancellationToken stop)
    {
        var proposal = await db.Proposals.Include(p => p.CoAuthors).AsSplitQuery().SingleAsync(p => p.Id == request.Id, stop);
        if (await pens.BarsAsync(proposal, stop) is { } not) return not;
        if (proposal.WriterOf(desk.Caller.AccountId, desk.Caller.PersonId) is not { } by) return Refusal.Barred("proposal.not-yours");
        if (await limits.BarsWordsAsync(proposal.CommunityId, request.Body, stop, before: proposal.Versions.MaxBy(v => v.Number)!.Body.Source) is { } barred) return barred;
        return Markdown.Render("body", Plain.Lines(request.Body), Proposal.LongestBody)
            .Then(body => proposal.Revise(by, body, request.BaseVersion, time.GetUtcNow(), desk.Caller.PersonId))
            .Map(_ => proposal.Versions.Count);
    }
}
