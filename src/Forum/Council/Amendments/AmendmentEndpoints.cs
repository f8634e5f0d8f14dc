using Forum.Council.Versions;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Amendments;

/// <summary>Amendments as JSON.</summary>
public static class AmendmentEndpoints
{
    public sealed record AmendmentBody(int? BaseVersion, string? Body, string? Reason, UnitId? OnBehalfOf);

    /// <param name="Body">The text as the authors put it; left out for the whole.</param>
    public sealed record AcceptanceBody(string? Body, int? FromVersion);

    public sealed record DecliningBody(string? Reason);

    public sealed record AmendmentMade(string Id);

    public static void MapAmendments(this IEndpointRouteBuilder api, IEndpointRouteBuilder proposals)
    {
        proposals.MapGet("/{id:guid}/amendments", async (Guid id, ISender s, TextBook t) => (await s.Send(new ListAmendments(new(id)))).Answer(t)).Produces<AmendmentList>();
        proposals.MapPost("/{id:guid}/amendments", async (Guid id, AmendmentBody b, ISender s, TextBook t) =>
            (await s.Send(new PutAmendment(new(id), b.BaseVersion, b.Body, b.Reason, b.OnBehalfOf))).Map(a => new AmendmentMade(a.ToString())).Created(t, a => $"amendments/{a.Id}")).Produces<AmendmentMade>(201);
        var amendments = api.MapGroup("/amendments").WithTags("proposals");
        amendments.MapGet("/{id:guid}", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetAmendment(new(id)))).Answer(t)).Produces<AmendmentView>();
        amendments.MapPost("/{id:guid}/acceptance", AcceptAsync);
        amendments.MapPost("/{id:guid}/declining", async (Guid id, DecliningBody b, ISender s, TextBook t) => (await s.Send(new DeclineAmendment(new(id), b.Reason))).Empty(t)).Produces(204);
        amendments.MapPost("/{id:guid}/withdrawal", async (Guid id, ISender s, TextBook t) => (await s.Send(new WithdrawAmendment(new(id)))).Empty(t)).Produces(204);
    }

    // Of one taken whole the words are its own.
    private static async Task<IResult> AcceptAsync(Guid id, AcceptanceBody body, ISender s, TextBook t) =>
        await (await s.Send(new AcceptAmendment(new(id), body.Body, body.FromVersion))).OrOvertakenAsync(
            t, made => made.Map(n => new { version = n }).Created(t, _ => $"amendments/{id}"), () => s.Send(new GetAmendment(new(id))), a => (a.Newest, a.Current, body.Body ?? a.Body));
}
