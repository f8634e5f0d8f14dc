using System.Globalization;
using System.Text.Json.Serialization;
using Forum.Domain.Kernel;
using Forum.Evaluations;
using Forum.Foundation.Checking;
using Forum.Foundation.Due;
using Forum.Foundation.Outbox;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Notifications;
using Forum.Pictures;
using Forum.Queue;
using Microsoft.AspNetCore.Mvc;

namespace Forum.Decisions.CarryingOut;

/// <summary>Milestones and evaluation as JSON.</summary>
public static class ExecutionEndpoints
{
    public sealed record MilestoneBody(string? Title, UnitId? UnitId, DateOnly? DueOn);
    public sealed record ReportBody(int? Percent, DateOnly? DueOn, string? Note);

    /// <summary>A report with pictures: <c>picture-1</c> with <c>alt-1</c>, and so on up to 6.</summary>
    public sealed record ReportForm(int? Percent, DateOnly? DueOn, string? Note, [property: JsonPropertyName("picture-1")] IFormFile? Picture, [property: JsonPropertyName("alt-1")] string? Alt);

    public sealed record TakingDownBody(string? Reason);
    public sealed record SummaryBody(string? Summary);
    public sealed record MilestoneMade(MilestoneId Id);

    public static void AddExecutions(this IServiceCollection services) => services.AddScoped<INewsmaker, LateNews>().AddScoped<INewsmaker, ExecutionNews>().AddScoped<INewsmaker, DoneNews>().AddScoped<IDueWork, LateMilestones>().AddScoped<IQueueSource, ExecutionQueue>().AddScoped<ICheck, PicturesCheck>().AddScoped<IConsumer, PictureFiles>();

    public static void MapExecutions(this RouteGroupBuilder decisions)
    {
        decisions.MapGet("/{id:guid}/execution", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetExecution(new(id)))).Answer(t)).Produces<ExecutionView>();
        decisions.MapPost("/{id:guid}/milestones", async (Guid id, MilestoneBody b, ISender s, TextBook t) => (await s.Send(new PlanMilestone(new(id), b.Title, b.UnitId, b.DueOn))).Map(m => new MilestoneMade(m)).Created(t, _ => $"decisions/{id}/execution")).Produces<MilestoneMade>(201);
        decisions.MapPost("/{id:guid}/milestones/{milestone:guid}/reports", async (Guid id, Guid milestone, ReportBody b, ISender s, TextBook t) => (await s.Send(new ReportMilestone(new(id), new(milestone), b.Percent, b.DueOn, b.Note))).Empty(t));
        decisions.MapPost("/{id:guid}/milestones/{milestone:guid}/reports/with-pictures", async (Guid id, Guid milestone, HttpRequest r, ISender s, TextBook t) => (await SendFormAsync(new(id), new(milestone), r, s)).Empty(t))
            .Accepts<ReportForm>("multipart/form-data").WithMetadata(new RequestSizeLimitAttribute(NewPicture.LargestForm)).Produces(204);
        decisions.MapGet("/{id:guid}/pictures/{hash}", async (Guid id, string hash, HttpResponse r, ISender s, TextBook t) => await s.Send(new GetPicture(new(id), hash)) is { Ok: true } found ? found.Value.Answer(r) : Answers.Problem([Refusal.NotFound], t)).Produces(200, contentType: "image/jpeg");
        decisions.MapPost("/{id:guid}/pictures/{hash}/taking-down", async (Guid id, string hash, TakingDownBody b, ISender s, TextBook t) => (await s.Send(new TakeDownPicture(new(id), hash, b.Reason))).Empty(t)).Produces(204);
        decisions.MapPost("/{id:guid}/completion", async (Guid id, SummaryBody b, ISender s, TextBook t) => (await s.Send(new CompleteExecution(new(id), b.Summary))).Empty(t));
        decisions.MapPost("/{id:guid}/evaluations", async (Guid id, EvaluationBody b, ISender s, TextBook t) => (await s.Send(new EvaluateExecution(new(id), b.Score, b.Remark))).Empty(t));
    }

    private static async Task<Outcome<Done>> SendFormAsync(DecisionId decision, MilestoneId milestone, HttpRequest request, ISender sender)
    {
        var stop = request.HttpContext.RequestAborted;
        var form = await request.FormAsync(stop);
        var (day, dueOn) = (form["dueOn"].FirstOrDefault(), default(DateOnly));
        if (!string.IsNullOrEmpty(day) && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out dueOn)) return Refusal.Invalid("dueOn", "dueOn.missing");
        int? percent = int.TryParse(form["percent"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return await sender.Send(new ReportMilestone(decision, milestone, percent, string.IsNullOrEmpty(day) ? null : dueOn, form["note"].FirstOrDefault(), await request.ReadPicturesAsync(stop)), stop);
    }
}
