using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Voting.Registrar;

/// <summary>The second registrar as JSON: its key, what waits for its signature, and what it signed.</summary>
public static class RegistrarEndpoints
{
    public sealed record KeyBody(byte[]? Key, string? Instead);
    public sealed record SignaturesBody(IReadOnlyList<Countersignature>? Signatures);

    public static void MapRegistrar(this IEndpointRouteBuilder api)
    {
        var poll = api.MapGroup("/polls/{id:guid}").WithTags("second registrar");
        poll.MapPost("/second-key", async (Guid id, KeyBody b, ISender s, TextBook t) => (await s.Send(new TakeSecondKey(new(id), b.Key, b.Instead))).Empty(t)).Produces(204);
        poll.MapPost("/second-key/destruction", async (Guid id, ISender s, TextBook t) => (await s.Send(new ReportSecondKeyGone(new(id)))).Empty(t)).Produces(204);
        poll.MapGet("/second-signatures", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetSecondWork(new(id)))).Answer(t)).Produces<SecondWork>();
        poll.MapPost("/second-signatures", async (Guid id, SignaturesBody b, ISender s, TextBook t) => (await s.Send(new Countersign(new(id), b.Signatures))).Empty(t)).Produces(204);
        poll.MapGet("/tokens/second", async (Guid id, Guid? line, ISender s, TextBook t) => (await s.Send(new GetSecondSignature(new(id), PollEndpoints.LineOf(line)))).Answer(t)).Produces<SecondSigned>();
        poll.MapGet("/roll/lines/voters", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetRollVoters(new(id)))).Answer(t)).Produces<IReadOnlyList<VoterId>>();
    }
}
