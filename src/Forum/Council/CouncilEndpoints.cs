using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council;

/// <summary>Proposals and their discussion as JSON.</summary>
public static class CouncilEndpoints
{
    public sealed record CommentBody(string? Body, Stance? Stance, CommentId? ReplyTo, UnitId? OnBehalfOf);
    public sealed record VersionBody(string? Body);
    public sealed record HidingBody(string? Reason);
    public sealed record Made(string Id);

    public static void MapCouncil(this IEndpointRouteBuilder api)
    {
        var proposals = api.MapGroup("/proposals").WithTags("proposals");
        proposals.MapGet("", async (string? cursor, int? take, ISender s, TextBook t) => (await s.Send(new ListProposals(cursor, take ?? 20))).Answer(t)).Produces<Listing<ProposalRow>>();
        proposals.MapPost("", async (Propose body, ISender s, TextBook t) => (await s.Send(body)).Created(t, p => $"proposals/{p.Id}")).Produces<ProposedAs>(201);
        proposals.MapGet("/{id:guid}", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetProposal(new(id)))).Answer(t)).Produces<ProposalView>();
        proposals.MapGet("/{id:guid}/versions", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetProposal(new(id)))).Map(p => new Listing<VersionView>(p.Versions, null)).Answer(t)).Produces<Listing<VersionView>>();
        proposals.MapPost("/{id:guid}/versions", async (Guid id, VersionBody body, ISender s, TextBook t) => (await s.Send(new Revise(new(id), body.Body))).Map(n => new { version = n }).Created(t, _ => $"proposals/{id}/versions"));
        proposals.MapPost("/{id:guid}/endorsements", async (Guid id, ISender s, TextBook t) => (await s.Send(new Endorse(new(id)))).Created(t, _ => $"proposals/{id}")).Produces<EndorsedAs>(201);
        proposals.MapDelete("/{id:guid}/endorsements", async (Guid id, ISender s, TextBook t) => (await s.Send(new WithdrawEndorsement(new(id)))).Empty(t));
        proposals.MapGet("/{id:guid}/comments", async (Guid id, int? cursor, int? take, ISender s, TextBook t) => (await s.Send(new GetDiscussion(new(id), cursor, take ?? 20))).Answer(t)).Produces<DiscussionView>();
        proposals.MapPost("/{id:guid}/comments", async (Guid id, CommentBody body, ISender s, TextBook t) =>
            (await s.Send(new AddComment(new(id), body.Body, body.Stance, body.ReplyTo, body.OnBehalfOf))).Map(c => new Made(c.ToString())).Created(t, c => $"proposals/{id}/comments/{c.Id}")).Produces<Made>(201);
        var comments = api.MapGroup("/comments").WithTags("proposals");
        comments.MapPost("/{id:guid}/agreements", async (Guid id, ISender s, TextBook t) => (await s.Send(new AgreeWithComment(new(id)))).Map(n => new { agreed = n }).Created(t, _ => $"comments/{id}"));
        comments.MapPost("/{id:guid}/hiding", async (Guid id, HidingBody body, ISender s, TextBook t) => (await s.Send(new HideComment(new(id), body.Reason))).Empty(t));
    }
}
