using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Organisation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Council.Steps;

/// <summary>The committee, or whoever stands in for it, takes a proposal up for discussion, or says why not.</summary>
/// <param name="Version">The version that was read; refused where it is no longer the newest. Without it the newest.</param>
[SignedIn("the right to convene the hall, or standing in, which the handler asks for"), Official]
public sealed record Admit(ProposalId Id, bool? Admits, string? Reason = null, int? Version = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong() => YesOrNo.Wrong("admits", Admits);

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class AdmitHandler(ForumDb db, Desk desk, Offices offices, TimeProvider time) : IRequestHandler<Admit, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(Admit request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        if (proposal.BarsReading(request.Version, "admission.newer-text") is { } outdated) return outdated;
        return (await offices.StepAsync(desk.Caller, Right.ConveneHall, null, await db.PathAsync(proposal.PlaceId, stop), request.Id, stop, await db.WritersAsync(request.Id, stop)))
            .Then(by => request.Admits!.Value ? proposal.Admit(time.GetUtcNow()) : proposal.RefuseAdmission(by, request.Reason, time.GetUtcNow()));
    }
}
