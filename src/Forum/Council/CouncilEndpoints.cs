using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council;

/// <summary>Proposals and their discussion as JSON.</summary>
public static class CouncilEndpoints
{
    private sealed record EndorsementBody(int? Version);

    public static void MapCouncil(this IEndpointRouteBuilder api)
    {
        var proposals = api.MapGroup("/proposals").WithTags("proposals");
        proposals.MapGet("", async (string? cursor, int? take, ISender s, TextBook t) => (await s.Send(new ListProposals(cursor, take ?? 20))).Answer(t)).Produces<Listing<ProposalRow>>();
        proposals.MapPost("", async (Propose body, ISender s, TextBook t) => (await s.Send(body)).Created(t, p => $"proposals/{p.Id}")).Produces<ProposedAs>(201);
        proposals.MapGet("/{id:guid}", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetProposal(new(id)))).Answer(t)).Produces<ProposalView>();
        proposals.MapGet("/{id:guid}/endorsements", async (Guid id, string? cursor, int? take, ISender s, TextBook t) => (await s.Send(new GetEndorsers(new(id), cursor, take ?? 50))).Answer(t)).Produces<EndorserList>();
        proposals.MapPost("/{id:guid}/endorsements", async (Guid id, EndorsementBody? b, ISender s, TextBook t) => (await s.Send(new Endorse(new(id), b?.Version))).Created(t, _ => $"proposals/{id}")).Produces<EndorsedAs>(201);
        proposals.MapDelete("/{id:guid}/endorsements", async (Guid id, ISender s, TextBook t) => (await s.Send(new WithdrawEndorsement(new(id)))).Empty(t));
        api.MapDiscussion();
        api.MapWriting(proposals);
        Calls.CallEndpoints.MapCalls(api);
    }
}
