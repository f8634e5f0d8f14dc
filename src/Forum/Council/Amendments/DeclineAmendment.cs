using Forum.Council.Moderation;
using Forum.Domain.Council.Amendments;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Council.Amendments;

/// <summary>Those who write the text, or the committee, say no to an amendment, with a reason that everybody reads.</summary>
[SignedIn("whoever writes the text and takes part there, the pen and the committee, which the desk asks for"), Official]
public sealed record DeclineAmendment(AmendmentId Id, string? Reason) : ICommand<Done>, IAt
{
    public Task<PlaceOf?> WhereAsync(ForumDb db, Caller caller, CancellationToken stop) => AmendmentDesk.PlaceAsync(db, caller, Id, stop);
}

public sealed class DeclineAmendmentHandler(AmendmentDesk desk, TalkLimits limits) : IRequestHandler<DeclineAmendment, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(DeclineAmendment request, CancellationToken stop)
    {
        var (amendment, proposal) = await desk.LoadAsync(request.Id, stop);
        if (await limits.BarsWordsAsync(proposal.CommunityId, request.Reason, stop, "reason") is { } barred) return barred;
        return (await desk.SignAsync(proposal, stop)).Then(signed => amendment.Decline(proposal, signed.By, signed.Committee, request.Reason, desk.Now, desk.Person));
    }
}
