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

/// <summary>The committee takes a proposal up for discussion, or says why not.</summary>
[Requires(Right.ConveneHall), Official]
public sealed record Admit(ProposalId Id, bool? Admits, string? Reason = null) : ICommand<Done>, IAt, IShaped
{
    public IEnumerable<Refusal> Wrong() => YesOrNo.Wrong("admits", Admits);

    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => ProposalVisibility.PlaceAsync(db, caller, Id, stop);
}

public sealed class AdmitHandler(ForumDb db, Desk desk, TimeProvider time) : IRequestHandler<Admit, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(Admit request, CancellationToken stop)
    {
        var proposal = await db.Proposals.SingleAsync(p => p.Id == request.Id, stop);
        if (await db.RecusedAsync(request.Id, desk.Caller, stop) is { } recused) return recused;
        if (request.Admits!.Value) return proposal.Admit(time.GetUtcNow());
        var path = await db.PathAsync(proposal.PlaceId, stop);
        return desk.Caller.Sign(Right.ConveneHall, path) is { } by ? proposal.RefuseAdmission(by, request.Reason, time.GetUtcNow()) : Refusal.Forbidden;
    }
}
