using Forum.Domain.Council.Moderation;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Moderation;

/// <summary>Order in discussions, as JSON.</summary>
public static class ModerationEndpoints
{
    public sealed record ReportBody(HouseRule? Rule, string? Remark, int? Edition);
    public sealed record HidingBody(string? Reason, HouseRule? Rule, int? Edition = null);
    public sealed record KeepingBody(string? Reason, int? Edition = null);
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

        foreach (var kind in Enum.GetValues<TextKind>()) MapTexts(api, kind);

        var proposals = api.MapGroup("/proposals/{id:guid}").WithTags("moderation");
        proposals.MapGet("/slow-mode", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetSlowMode(new(id)))).Answer(t)).Produces<SlowView>();
        proposals.MapPut("/slow-mode", async (Guid id, SlowBody body, ISender s, TextBook t) => (await s.Send(new SlowDown(new(id), body.Minutes, body.Reason))).Empty(t));
        proposals.MapDelete("/slow-mode", async (Guid id, ISender s, TextBook t) => (await s.Send(new LiftSlowMode(new(id)))).Empty(t));
        MapInterests(api, "proposals", id => new ProposalId(id));
        MapInterests(api, "polls", id => new PollId(id));
        MapInterests(api, "concerns", id => new ConcernId(id));
        MapInterests(api, "calls", id => new CallId(id));
        api.MapPost("/interests/{id:guid}/plea", async (Guid id, EndBody body, ISender s, TextBook t) => (await s.Send(new AskToEndInterest(new(id), body.Reason))).Empty(t)).WithTags("moderation");
        api.MapPost("/interests/{id:guid}/ending", async (Guid id, EndBody body, ISender s, TextBook t) => (await s.Send(new EndInterest(new(id), body.Reason))).Empty(t)).WithTags("moderation");
        api.MapPost("/interests/{id:guid}/refusal", async (Guid id, EndBody body, ISender s, TextBook t) => (await s.Send(new RefuseToEndInterest(new(id), body.Reason))).Empty(t)).WithTags("moderation");
    }

    private static void MapInterests(IEndpointRouteBuilder api, string noun, Func<Guid, AtStake> of)
    {
        var interests = api.MapGroup($"/{noun}/{{id:guid}}/interests").WithTags("moderation");
        interests.MapGet("", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetInterests(of(id)))).Answer(t)).Produces<InterestsView>();
        interests.MapPost("", async (Guid id, InterestBody body, ISender s, TextBook t) => (await s.Send(new DeclareInterest(of(id), body.Reason, body.AccountId, body.UnitId))).Map(i => new InterestMade(i)).Created(t, _ => $"{noun}/{id}/interests")).Produces<InterestMade>(201);
    }

    // The same for whatever can be reported and hidden.
    private static void MapTexts(IEndpointRouteBuilder api, TextKind kind)
    {
        var texts = api.MapGroup($"/{new TextRef(kind, default).Noun}/{{id:guid}}").WithTags("moderation");
        TextRef Of(Guid id) => new(kind, id);
        texts.MapPost("/reports", async (Guid id, ReportBody body, ISender s, TextBook t) => (await s.Send(new ReportText(Of(id), body.Rule, body.Remark, body.Edition))).Empty(t));
        texts.MapPost("/keeping", async (Guid id, KeepingBody body, ISender s, TextBook t) => (await s.Send(new KeepText(Of(id), body.Reason, body.Edition))).Empty(t));
        texts.MapPost("/hiding", async (Guid id, HidingBody body, ISender s, TextBook t) => (await s.Send(new HideText(Of(id), body.Reason, body.Rule, body.Edition))).Empty(t));
        texts.MapGet("/hiding", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetHiding(Of(id)))).Answer(t)).Produces<HidingView>();
        MapAppeal(texts, "/hiding/appeal", Of);
        // The earlier address; of a proposal that one is the appeal against its admission.
        if (kind != TextKind.Proposal) MapAppeal(texts, "/appeal", Of);
    }

    private static void MapAppeal(IEndpointRouteBuilder texts, string at, Func<Guid, TextRef> of)
    {
        texts.MapPost(at, async (Guid id, PleaBody body, ISender s, TextBook t) => (await s.Send(new AppealHiding(of(id), body.Plea))).Empty(t));
        texts.MapPost($"{at}/answer", async (Guid id, AppealAnswerBody body, ISender s, TextBook t) => (await s.Send(new AnswerHidingAppeal(of(id), body.ShowsAgain, body.Reason))).Empty(t));
    }
}
