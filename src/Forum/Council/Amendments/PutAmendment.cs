using Forum.Council.Drafts;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Amendments;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Amendments;

/// <summary>Somebody proposes how a proposal's text should read, against one of its versions, with a reason.</summary>
[Requires(Right.TakePart), Official]
public sealed record PutAmendment(ProposalId Proposal, int? BaseVersion, string? Body, string? Reason, UnitId? OnBehalfOf = null) : ICommand<AmendmentId>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong()
    {
        if (Words.Check("body", Body, Domain.Council.Proposals.Proposal.LongestBody) is { } body) yield return body;
        if (Words.Check("reason", Reason, Amendment.LongestReason) is { } reason) yield return reason;
    }

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Proposal, stop);
}

public sealed class PutAmendmentHandler(ForumDb db, Desk desk, IdSource ids, TalkLimits limits, TimeProvider time) : IRequestHandler<PutAmendment, Outcome<AmendmentId>>
{
    public async Task<Outcome<AmendmentId>> Handle(PutAmendment request, CancellationToken stop)
    {
        var proposal = await db.Proposals.Include(p => p.CoAuthors).AsSplitQuery().SingleAsync(p => p.Id == request.Proposal, stop);
        var path = await db.PathAsync(proposal.PlaceId, stop);
        if (desk.Caller.Sign(request.OnBehalfOf is null ? Right.TakePart : Right.SpeakForUnit, path, request.OnBehalfOf) is not { } by) return Refusal.Forbidden;
        var before = proposal.Versions.SingleOrDefault(v => v.Number == request.BaseVersion) ?? proposal.Versions.MaxBy(v => v.Number)!;
        if (await limits.BarsAsync(proposal.CommunityId, $"{request.Body}\n\n{request.Reason}", stop, before: before.Body.Source) is { } barred) return barred;
        var last = await db.Amendments.IgnoreAutoIncludes().Where(a => a.ProposalId == proposal.Id).MaxAsync(a => (int?)a.Number, stop) ?? 0;
        return Markdown.Render("body", Plain.Lines(request.Body), Domain.Council.Proposals.Proposal.LongestBody)
            .Then(body => Amendment.Put(ids.New<AmendmentId>(), last + 1, proposal, request.BaseVersion ?? proposal.Versions.Count, body, request.Reason, by, time.GetUtcNow(), desk.Caller.PersonId))
            .Map(made => { db.Amendments.Add(made); return made.Id; });
    }
}
