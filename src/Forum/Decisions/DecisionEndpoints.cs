using Forum.Decisions.CarryingOut;
using Forum.Domain.Kernel;
using Forum.Foundation.Due;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Queue;

namespace Forum.Decisions;

public static class DecisionEndpoints
{
    public sealed record WordsBody(string? Body);
    public sealed record Made(ObjectionId Id);

    public static void AddDecisions(this IServiceCollection services)
    {
        services.AddScoped<IReaction, BeginNoticePeriod>();
        services.AddScoped<ITopicKeeper, DecisionTopics>();
        services.AddScoped<DecisionSteps>().AddScoped<IQueueSource, DecisionQueue>();
        services.AddExecutions();
    }

    public static void MapDecisions(this IEndpointRouteBuilder api)
    {
        var decisions = api.MapGroup("/decisions").WithTags("decisions");
        decisions.MapGet("", async (string? cursor, ISender s, TextBook t) => (await s.Send(new ListDecisions(cursor))).Answer(t)).Produces<DecisionList>();
        decisions.MapPost("", async (PublishDecision body, ISender s, TextBook t) => (await s.Send(body)).Created(t, d => $"decisions/{d.Id}")).Produces<DecisionMade>(201);
        decisions.MapGet("/matters", async (ISender s, TextBook t) => (await s.Send(new GetDecisionMatters())).Answer(t)).Produces<DecisionMatters>();
        decisions.MapGet("/{id:guid}", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetDecision(new(id)))).Answer(t)).Produces<DecisionView>();
        decisions.MapExecutions();
        api.MapGet("/polls/{id:guid}/notice", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetNotice(new(id)))).Answer(t)).WithTags("polls").Produces<NoticeView>();
        api.MapPost("/polls/{id:guid}/objections", async (Guid id, WordsBody b, ISender s, TextBook t) => (await s.Send(new ObjectToOutcome(new(id), b.Body))).Map(o => new Made(o)).Created(t, _ => $"polls/{id}/notice")).WithTags("polls").Produces<Made>(201);
        api.MapPost("/objections/{id:guid}/answer", async (Guid id, WordsBody b, ISender s, TextBook t) => (await s.Send(new AnswerObjection(new(id), b.Body))).Empty(t)).WithTags("polls");
    }
}
