using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Summaries;

/// <summary>Summaries of a discussion as JSON.</summary>
public static class SummaryEndpoints
{
    public sealed record SummaryBody(string? Body, int? UpTo);
    public sealed record ReasonBody(string? Reason);
    public sealed record AnswerBody(string? Answer);

    public static void MapSummaries(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/proposals/{id:guid}/summaries").WithTags("proposals");
        all.MapGet("", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetSummaries(new(id)))).Answer(t)).Produces<SummariesView>();
        all.MapPost("", async (Guid id, SummaryBody body, ISender s, TextBook t) => (await s.Send(new WriteSummary(new(id), body.Body, body.UpTo))).Map(n => new { number = n }).Created(t, _ => $"proposals/{id}/summaries"));
        all.MapPost("/disputes", async (Guid id, ReasonBody body, ISender s, TextBook t) => (await s.Send(new DisputeSummary(new(id), body.Reason))).Map(n => new { number = n }).Created(t, _ => $"proposals/{id}/summaries"));
        all.MapPost("/{summary:int}/disputes/{number:int}/answer", async (Guid id, int summary, int number, AnswerBody body, ISender s, TextBook t) => (await s.Send(new AnswerDispute(new(id), summary, number, body.Answer))).Empty(t));
    }
}
