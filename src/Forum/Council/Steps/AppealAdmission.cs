using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Steps;

/// <summary>The author appeals against the committee's no.</summary>
[SignedIn("whoever writes it and takes part there, and the pen, which the handler asks for"), Official]
public sealed record AppealAdmission(ProposalId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class AppealAdmissionHandler(ForumDb db, Desk desk, Pens pens, TalkLimits limits, TimeProvider time) : IRequestHandler<AppealAdmission, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AppealAdmission request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        if (await pens.BarsAsync(proposal, stop) is { } not) return not;
        return await limits.BarsWordsAsync(proposal.CommunityId, request.Reason, stop, "reason") is { } barred ? barred : proposal.Appeal(desk.Caller.AccountId!.Value, request.Reason, time.GetUtcNow(), desk.Caller.PersonId);
    }
}

/// <summary>The supervision committee, or whoever stands in for it, decides on it.</summary>
/// <param name="Version">The version that was read; refused where it is no longer the newest. Without it the newest.</param>
[SignedIn("the right to hear appeals, or standing in, which the handler asks for"), Official]
public sealed record AnswerAdmissionAppeal(ProposalId Id, bool? Admits, string? Reason, int? Version = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong() => YesOrNo.Wrong("admits", Admits);

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class AnswerAdmissionAppealHandler(ForumDb db, Desk desk, Offices offices, TimeProvider time) : IRequestHandler<AnswerAdmissionAppeal, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(AnswerAdmissionAppeal request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        if (proposal.BarsReading(request.Version, "admission.newer-text") is { } outdated) return outdated;
        return (await offices.StepAsync(desk.Caller, Right.HearAppeal, null, await db.PathAsync(proposal.PlaceId, stop), request.Id, stop, await db.WritersAsync(request.Id, stop)))
            .Then(by => proposal.AnswerAppeal(by, request.Admits!.Value, request.Reason, time.GetUtcNow()));
    }
}
