using Forum.Council.Merging;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Kernel;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Steps;

/// <summary>The steps of proposals as JSON: admission, appeal, withdrawal, joining, and the community's plan.</summary>
public static class HallEndpoints
{
    public sealed record AdmissionBody(bool? Admits, string? Reason, int? Version = null);
    public sealed record ReasonBody(string? Reason);
    public sealed record MergerBody(string? Into, string? Reason);
    public sealed record MergerAnswerBody(bool? Agrees);
    public sealed record MergerReplyBody(bool? Supports, int? Version = null);
    public sealed record SpokenReplyBody(PersonId? PersonId, bool? Supports, bool Agreed, int? Version = null);
    public sealed record MergerMade(ProposalMergerId Id);

    public static void MapHall(this IEndpointRouteBuilder api)
    {
        var proposals = api.MapGroup("/proposals").WithTags("proposals");
        proposals.MapPost("/{id:guid}/admission", async (Guid id, AdmissionBody b, ISender s, TextBook t) => (await s.Send(new Admit(new(id), b.Admits, b.Reason, b.Version))).Empty(t));
        proposals.MapPost("/{id:guid}/appeal", async (Guid id, ReasonBody b, ISender s, TextBook t) => (await s.Send(new AppealAdmission(new(id), b.Reason))).Empty(t));
        proposals.MapPost("/{id:guid}/appeal/answer", async (Guid id, AdmissionBody b, ISender s, TextBook t) => (await s.Send(new AnswerAdmissionAppeal(new(id), b.Admits, b.Reason, b.Version))).Empty(t));
        proposals.MapPost("/{id:guid}/withdrawal", async (Guid id, ReasonBody b, ISender s, TextBook t) => (await s.Send(new TakeBackProposal(new(id), b.Reason))).Empty(t));
        proposals.MapGet("/{id:guid}/mergers", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetMergers(new(id)))).Answer(t)).Produces<MergersView>();
        proposals.MapPost("/{id:guid}/mergers", async (Guid id, MergerBody b, ISender s, TextBook t) => (await s.Send(new OfferMerger(new(id), b.Into, b.Reason))).Map(m => new MergerMade(m)).Created(t, m => $"mergers/{m.Id}")).Produces<MergerMade>(201);
        var mergers = api.MapGroup("/mergers").WithTags("proposals");
        mergers.MapPost("/{id:guid}/answer", async (Guid id, MergerAnswerBody b, ISender s, TextBook t) => (await s.Send(new AnswerMerger(new(id), b.Agrees))).Empty(t));
        mergers.MapPost("/{id:guid}/replies", async (Guid id, MergerReplyBody b, ISender s, TextBook t) => (await s.Send(new ReplyToMerger(new(id), b.Supports, b.Version))).Empty(t));
        mergers.MapPost("/{id:guid}/withdrawal", async (Guid id, ISender s, TextBook t) => (await s.Send(new TakeBackMerger(new(id)))).Empty(t));
        mergers.MapGet("/{id:guid}/spoken/people", async (Guid id, ISender s, TextBook t) => (await s.Send(new FindMergerSpeakers(new(id)))).Answer(t)).Produces<MergerSpeakersView>();
        mergers.MapPost("/{id:guid}/spoken/replies", async (Guid id, SpokenReplyBody b, ISender s, TextBook t) => (await s.Send(new WriteDownMergerReply(new(id), b.PersonId, b.Supports, b.Agreed, b.Version))).Empty(t));
        var plan = api.MapGroup("/proposal-plan").WithTags("proposals");
        plan.MapGet("", async (ISender s, TextBook t) => (await s.Send(new GetProposalPlan())).Answer(t)).Produces<ProposalPlan>();
        plan.MapPut("", async (SetProposalPlan body, ISender s, TextBook t) => (await s.Send(body)).Empty(t));
    }
}
