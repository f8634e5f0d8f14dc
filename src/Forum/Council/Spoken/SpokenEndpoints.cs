using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Spoken;

/// <summary>What is written down for somebody, as JSON.</summary>
public static class SpokenEndpoints
{
    public sealed record SpokenCommentBody(PersonId? PersonId, string? Body, Stance? Stance, bool Agreed, CommentId? ReplyTo, Passage? Quote, int? Version);
    public sealed record SpokenEndorsementBody(PersonId? PersonId, bool Agreed, int? Version);
    public sealed record Written(string Id);

    public static void MapSpoken(this IEndpointRouteBuilder api)
    {
        var begun = api.MapGroup("/proposals/spoken").WithTags("proposals");
        begun.MapGet("/people", async (string? text, ISender s, TextBook t) => (await s.Send(new FindProposers(text))).Answer(t)).Produces<ProposersView>();
        begun.MapPost("", async (WriteDownProposal body, ISender s, TextBook t) => (await s.Send(body)).Created(t, p => $"proposals/{p.Id}")).Produces<ProposedAs>(201);
        var spoken = api.MapGroup("/proposals/{id:guid}/spoken").WithTags("proposals");
        spoken.MapGet("/people", async (Guid id, string? text, ISender s, TextBook t) => (await s.Send(new FindSpeakers(new(id), text))).Answer(t)).Produces<SpeakersView>();
        spoken.MapPost("/comments", async (Guid id, SpokenCommentBody b, ISender s, TextBook t) => (await s.Send(new WriteDownComment(new(id), b.PersonId, b.Body, b.Stance, b.Agreed, b.ReplyTo, b.Quote, b.Version))).Map(c => new Written(c.ToString())).Created(t, c => $"comments/{c.Id}")).Produces<Written>(201);
        spoken.MapPost("/endorsements", async (Guid id, SpokenEndorsementBody b, ISender s, TextBook t) => (await s.Send(new WriteDownEndorsement(new(id), b.PersonId, b.Agreed, b.Version))).Created(t, _ => $"proposals/{id}")).Produces<EndorsedAs>(201);
        spoken.MapDelete("/endorsements/{person:guid}", async (Guid id, Guid person, ISender s, TextBook t) => (await s.Send(new TakeBackEndorsement(new(id), new(person)))).Empty(t)).Produces(204);
    }
}
