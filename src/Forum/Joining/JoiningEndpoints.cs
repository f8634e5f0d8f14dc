using Forum.Accounts;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Joining;

/// <summary>Joining as JSON.</summary>
public static class JoiningEndpoints
{
    public sealed record CodeBody(string? Code, DateOnly? BornOn);
    public sealed record PlaceBody(PlaceId? PlaceId);
    public sealed record DisputeBody(string? Reason);
    public sealed record SettlingBody(bool? Upheld, string? Reason);

    public static void MapJoining(this IEndpointRouteBuilder api)
    {
        var joinings = api.MapGroup("/joinings").WithTags("joinings");
        joinings.MapPost("/preview", async (CodeBody b, ISender s, TextBook t) => (await s.Send(new CheckCode(b.Code, b.BornOn))).Answer(t)).Produces<JoinPreview>();
        joinings.MapPost("", async (Join body, ISender s, TextBook t) => (await s.Send(body)).Created(t, j => $"joinings/{j.Id}")).Produces<JoinedAs>(201);
        joinings.MapGet("/disputes", async (ISender s, TextBook t) => (await s.Send(new ListDisputes())).Answer(t)).Produces<Listing<DisputeRow>>();
        joinings.MapPost("/{id:guid}/disputes", async (Guid id, DisputeBody b, ISender s, TextBook t) => (await s.Send(new DisputeJoining(new(id), b.Reason))).Empty(t));
        joinings.MapPost("/{id:guid}/settling", async (Guid id, SettlingBody b, ISender s, TextBook t) => (await s.Send(new SettleJoining(new(id), b.Upheld, b.Reason))).Empty(t));
        api.MapGet("/me/home", async (ISender s, TextBook t) => (await s.Send(new GetMyHome())).Answer(t)).WithTags("register").Produces<MyHome>();
        api.MapPost("/register/letters", async (PlaceBody b, ISender s, TextBook t) => (await s.Send(new PrintLetters(b.PlaceId))).Map(items => new Listing<Letter>(items, null)).Answer(t)).WithTags("register").Produces<Listing<Letter>>();
    }
}
