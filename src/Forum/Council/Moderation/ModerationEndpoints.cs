using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Moderation;

/// <summary>Order in discussions, as JSON.</summary>
public static class ModerationEndpoints
{
    public sealed record ReportBody(HouseRule? Rule, string? Remark);
    public sealed record KeepingBody(string? Reason);
    public sealed record PleaBody(string? Plea);
    public sealed record AppealAnswerBody(bool? ShowsAgain, string? Reason);
    public sealed record SlowBody(int Minutes, string? Reason);
    public sealed record InterestBody(string? Reason, AccountId? AccountId, UnitId? UnitId);
    public sealed record EndBody(string? Reason);
    public sealed record InterestMade(InterestId Id);

    public static void MapModeration(this IEndpointRouteBuilder api)
    {
        var desk = api.MapGroup("/moderation").WithTags("moderation");
        desk.MapGet("/log", async (string? cursor, int? take, ISender s, TextBook t) => (await s.Send(new ListHidings(cursor, take ?? 20))).Answer(t)).Produces<Listing<HidingLine>>();
        desk.MapGet("/reports", async (ISender s, TextBook t) => (await s.Send(new ListReported())).Answer(t)).Produces<Listing<ReportedView>>();
        desk.MapGet("/appeals", async (ISender s, TextBook t) => (await s.Send(new ListHidingAppeals())).Answer(t)).Produces<Listing<HidingLine>>();
        desk.MapGet("/new-accounts", async (ISender s, TextBook t) => (await s.Send(new GetNewAccountRules())).Answer(t)).Produces<NewAccountRules>();
        desk.MapPut("/new-accounts", async (SetNewAccountRules body, ISender s, TextBook t) => (await s.Send(body)).Empty(t));

        var comments = api.MapGroup("/comments/{id:guid}").WithTags("moderation");
        comments.MapPost("/reports", async (Guid id, ReportBody body, ISender s, TextBook t) => (await s.Send(new ReportComment(new(id), body.Rule, body.Remark))).Empty(t));
        comments.MapPost("/keeping", async (Guid id, KeepingBody body, ISender s, TextBook t) => (await s.Send(new KeepComment(new(id), body.Reason))).Empty(t));
        comments.MapGet("/hiding", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetHiding(new(id)))).Answer(t)).Produces<HidingView>();
        comments.MapPost("/appeal", async (Guid id, PleaBody body, ISender s, TextBook t) => (await s.Send(new AppealHiding(new(id), body.Plea))).Empty(t));
        comments.MapPost("/appeal/answer", async (Guid id, AppealAnswerBody body, ISender s, TextBook t) => (await s.Send(new AnswerHidingAppeal(new(id), body.ShowsAgain, body.Reason))).Empty(t));

        var proposals = api.MapGroup("/proposals/{id:guid}").WithTags("moderation");
        proposals.MapGet("/slow-mode", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetSlowMode(new(id)))).Answer(t)).Produces<SlowView>();
        proposals.MapPut("/slow-mode", async (Guid id, SlowBody body, ISender s, TextBook t) => (await s.Send(new SlowDown(new(id), body.Minutes, body.Reason))).Empty(t));
        proposals.MapDelete("/slow-mode", async (Guid id, ISender s, TextBook t) => (await s.Send(new LiftSlowMode(new(id)))).Empty(t));
        proposals.MapGet("/interests", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetInterests(new(id)))).Answer(t)).Produces<InterestsView>();
        proposals.MapPost("/interests", async (Guid id, InterestBody body, ISender s, TextBook t) => (await s.Send(new DeclareInterest(new(id), body.Reason, body.AccountId, body.UnitId))).Map(i => new InterestMade(i)).Created(t, _ => $"proposals/{id}/interests")).Produces<InterestMade>(201);
        api.MapPost("/interests/{id:guid}/ending", async (Guid id, EndBody body, ISender s, TextBook t) => (await s.Send(new EndInterest(new(id), body.Reason))).Empty(t)).WithTags("moderation");
    }
}
