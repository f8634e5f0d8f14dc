using Forum.Council.Authors;
using Forum.Council.Proposals;
using Forum.Domain.Council.Drafts;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Drafts;

/// <summary>Drafts as JSON. A text is saved against the one it was begun from: its number is the ETag.</summary>
public static class DraftEndpoints
{
    /// <param name="ByItself">Whether it is saved while somebody is writing, not because they asked for it.</param>
    public sealed record DraftBody(string? Title, string? Body, PlaceId? PlaceId, UnitId? OnBehalfOf, bool ByItself = false, string? Category = null, int? Beside = null);

    public static void MapDrafts(this IEndpointRouteBuilder api)
    {
        var drafts = api.MapGroup("/drafts").WithTags("drafts");
        drafts.MapGet("", async (ISender s, TextBook t) => (await s.Send(new ListDrafts())).Answer(t)).Produces<DraftList>();
        drafts.MapPost("", async (StartDraft body, HttpContext http, ISender s, TextBook t) => Tagged(http, await s.Send(body), d => d.Revision).Created(t, d => $"drafts/{d.Id}")).Produces<DraftStarted>(201);
        drafts.MapGet("/{id:guid}", async (Guid id, HttpContext http, ISender s, TextBook t) => Tagged(http, await s.Send(new GetDraft(new(id))), d => d.Revision).Answer(t)).Produces<DraftView>();
        drafts.MapPut("/{id:guid}", SaveAsync).Produces<DraftSaved>();
        drafts.MapDelete("/{id:guid}", async (Guid id, ISender s, TextBook t) => (await s.Send(new DiscardDraft(new(id)))).Empty(t)).Produces(204);
        drafts.MapGet("/{id:guid}/texts", async (Guid id, ISender s, TextBook t) => (await s.Send(new ListSavedTexts(new(id)))).Map(rows => new Listing<SavedTextRow>(rows, null)).Answer(t)).Produces<Listing<SavedTextRow>>();
        drafts.MapGet("/{id:guid}/texts/{number:int}", async (Guid id, int number, ISender s, TextBook t) => (await s.Send(new GetDraft(new(id), number))).Answer(t)).Produces<DraftView>();
        drafts.MapPost("/{id:guid}/publication", async (Guid id, int? seen, HttpContext http, ISender s, TextBook t) =>
            (await s.Send(new PublishDraft(new(id), Begun(http), seen))).Created(t, p => $"proposals/{p.Id}")).Produces<ProposedAs>(201);
        drafts.MapCoAuthors("/{id:guid}/co-authors", id => new(new DraftId(id), null));
    }

    private static async Task<IResult> SaveAsync(Guid id, DraftBody body, HttpContext http, ISender s, TextBook t)
    {
        if (Begun(http) is not { } from) return Answers.Problem([Refusal.Invalid("If-Match", "draft.no-such-text")], t, StatusCodes.Status428PreconditionRequired);
        var saved = Tagged(http, await s.Send(new SaveDraft(new(id), from, body.Title, body.Body, body.PlaceId, body.OnBehalfOf, body.ByItself, body.Category, body.Beside)), d => d.Current);
        if (saved is not { Ok: true, Value: { Aside: true } aside }) return saved.Answer(t);
        var shown = await s.Send(new GetDraft(new(id), aside.Revision));
        return Answers.Problem([Refusal.Conflict("draft.moved-on")], t, StatusCodes.Status412PreconditionFailed, ("keptAs", aside.Revision), ("current", aside.Current), ("difference", shown.Ok ? shown.Value.Difference : null));
    }

    private static int? Begun(HttpContext http) =>
        int.TryParse(http.Request.Headers.IfMatch.ToString().Trim('"'), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Outcome<T> Tagged<T>(HttpContext http, Outcome<T> outcome, Func<T, int> revision)
    {
        if (outcome.Ok) http.Response.Headers.ETag = $"\"{revision(outcome.Value)}\"";
        return outcome;
    }
}
