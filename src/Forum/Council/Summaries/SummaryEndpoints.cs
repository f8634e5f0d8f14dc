using Forum.Council.Versions;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Summaries;

/// <summary>Summaries of a discussion as JSON.</summary>
public static class SummaryEndpoints
{
    /// <param name="BaseVersion">The newest version that was read, 0 for none; where another came since, the answer is 409 with the difference.</param>
    public sealed record SummaryBody(string? Body, int? UpTo, int? BaseVersion);
    public sealed record DisputeBody(string? Reason, int? Number);
    public sealed record AnswerBody(string? Answer);

    public static void MapSummaries(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/proposals/{id:guid}/summaries").WithTags("proposals");
        all.MapGet("", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetSummaries(new(id)))).Answer(t)).Produces<SummariesView>();
        all.MapPost("", WriteAsync);
        all.MapPost("/disputes", async (Guid id, DisputeBody body, ISender s, TextBook t) => (await s.Send(new DisputeSummary(new(id), body.Reason, body.Number))).Map(n => new { number = n }).Created(t, _ => $"proposals/{id}/summaries"));
        all.MapPost("/{summary:int}/disputes/{number:int}/answer", async (Guid id, int summary, int number, AnswerBody body, ISender s, TextBook t) => (await s.Send(new AnswerDispute(new(id), summary, number, body.Answer))).Empty(t));
    }

    private static async Task<IResult> WriteAsync(Guid id, SummaryBody body, ISender s, TextBook t) =>
        await (await s.Send(new WriteSummary(new(id), body.Body, body.UpTo, body.BaseVersion))).OrOvertakenAsync(
            t, made => made.Map(n => new { number = n }).Created(t, _ => $"proposals/{id}/summaries"), () => s.Send(new GetSummaries(new(id))), all => (all.Newest, all.Items.FirstOrDefault()?.Body, body.Body));
}
