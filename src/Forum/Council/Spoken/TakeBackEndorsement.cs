using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using MediatR;

namespace Forum.Council.Spoken;

/// <summary>Whoever wrote it down, or may write down for the same person, takes back an endorsement that was written down by mistake. Whose it was is told.</summary>
[SignedIn("who may write down for people, which the handler asks for"), Official]
public sealed record TakeBackEndorsement(ProposalId Proposal, PersonId Person) : ICommand<Done>;

public sealed class TakeBackEndorsementHandler(ForumDb db, SpokenDesk desk) : IRequestHandler<TakeBackEndorsement, Outcome<Done>>
{
    public async Task<Outcome<Done>> Handle(TakeBackEndorsement request, CancellationToken stop)
    {
        var opened = await desk.OpenAsync(request.Proposal, stop);
        if (!opened.Ok) return Outcome<Done>.Refused(opened.Refusals);
        if (await db.SpokenAsync(request.Proposal, request.Person, stop) is not { } spoken) return Refusal.NotFound;
        if (!(await desk.MistakesAsync(opened.Value.Path, [spoken], stop)).Contains(request.Person)) return Refusal.Forbidden;
        return opened.Value.Proposal.TakeBackSpoken(spoken).Map(done => { db.SpokenEndorsements.Remove(spoken); return done; });
    }
}
