using System.Text;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Foundation.Due;
using Forum.Foundation.Live;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Queue;

namespace Forum.Dispatches;

public static class DispatchEndpoints
{
    public sealed record RemarkBody(string? Remark);
    public sealed record ReplyBody(ReplyStance? Stance, string? Reason, DateOnly? DueOn);

    public static void AddDispatches(this IServiceCollection services)
    {
        services.AddScoped<Sealing>();
        services.AddScoped<DispatchDesk>();
        services.AddScoped<IReaction, QueueDispatch>();
        services.AddScoped<IReaction, SendWithDecision>();
        services.AddScoped<IDueWork, DueDispatches>();
        services.AddScoped<WayUp>();
        services.AddScoped<IDueWork, UnattendedDispatches>();
        services.AddScoped<IQueueSource, DispatchQueue>();
        services.AddScoped<ITopicKeeper, DispatchTopics>();
        services.AddScoped<IDossierPart, NoticeDossier>();
        services.AddScoped<IDossierPart, DecisionDossier>();
    }

    public static void MapDispatches(this IEndpointRouteBuilder api)
    {
        var dispatches = api.MapGroup("/dispatches").WithTags("dispatches");
        dispatches.MapGet("", async (string? cursor, ISender s, TextBook t) => (await s.Send(new ListDispatches(cursor))).Answer(t)).Produces<Listing<DispatchRow>>();
        dispatches.MapGet("/{id:guid}", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetDispatch(new(id)))).Answer(t)).Produces<DispatchView>();
        dispatches.MapGet("/{id:guid}/report/{part:int}", ReportAsync);
        dispatches.MapPost("/{id:guid}/acknowledgement", (Guid id, ISender s, TextBook t) => TakeAsync(id, new AcknowledgeDispatch(new(id)), s, t)).Produces<DispatchView>();
        dispatches.MapPost("/{id:guid}/forwarding", (Guid id, RemarkBody? b, ISender s, TextBook t) => TakeAsync(id, new PassUpDispatch(new(id), b?.Remark), s, t)).Produces<DispatchView>();
        dispatches.MapPost("/{id:guid}/reply", (Guid id, ReplyBody b, ISender s, TextBook t) => TakeAsync(id, new AnswerDispatch(new(id), b.Stance, b.Reason, b.DueOn), s, t)).Produces<DispatchView>();
    }

    /// <summary>The sealed bytes as they were hashed.</summary>
    public static async Task<IResult> ReportAsync(Guid id, int part, ISender s, TextBook t)
    {
        var report = await s.Send(new GetReport(new(id), part));
        return report.Ok ? Results.Bytes(Encoding.UTF8.GetBytes(report.Value), "application/json; charset=utf-8", $"dispatch-{id}-{part}.json") : Answers.Problem(report.Refusals, t);
    }

    private static async Task<IResult> TakeAsync(Guid id, ICommand<Done> command, ISender s, TextBook t) =>
        await s.Send(command) is { Ok: false } no ? Answers.Problem(no.Refusals, t) : (await s.Send(new GetDispatch(new(id)))).Answer(t);
}
