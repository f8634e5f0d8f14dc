using Forum.Council.Moderation;
using Forum.Council.Spoken;
using Forum.Council.Summaries;
using Forum.Council.Voices;
using Forum.Council.Versions;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Council.Discussion;

/// <summary>What is said of a proposal as JSON.</summary>
public static class DiscussionEndpoints
{
    public sealed record CommentBody(string? Body, Stance? Stance, CommentId? ReplyTo, UnitId? OnBehalfOf, Passage? Quote, int? Version);
    public sealed record WordsBody(string? Body, int? Edition);
    public sealed record WithdrawalBody(string? Reason);
    public sealed record AgreementBody(int? Edition);
    public sealed record Made(string Id);

    public static void MapDiscussion(this IEndpointRouteBuilder api)
    {
        api.MapSummaries();
        api.MapVoices();
        api.MapSpoken();
        api.MapModeration();
        var talk = api.MapGroup("/proposals/{id:guid}/comments").WithTags("proposals");
        talk.MapGet("", async (Guid id, string? cursor, int? take, Word<CommentOrder>? order, ISender s, TextBook t) =>
            (await s.Send(new GetDiscussion(new(id), cursor, take ?? 20, order?.Value ?? CommentOrder.Newest))).Answer(t)).Produces<DiscussionView>();
        talk.MapPost("", async (Guid id, CommentBody body, ISender s, TextBook t) =>
            (await s.Send(new AddComment(new(id), body.Body, body.Stance, body.ReplyTo, body.OnBehalfOf, body.Quote, body.Version))).Map(c => new Made(c.ToString())).Created(t, c => $"comments/{c.Id}")).Produces<Made>(201);

        var comments = api.MapGroup("/comments/{id:guid}").WithTags("proposals");
        comments.MapGet("", async (Guid id, int? after, int? take, ISender s, TextBook t) => (await s.Send(new GetThread(new(id), null, after, take ?? 50))).Answer(t)).Produces<ThreadView>();
        comments.MapPost("/versions", EditAsync);
        comments.MapGet("/withdrawal", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetWithdrawal(new(id)))).Answer(t)).Produces<WithdrawalView>();
        comments.MapPost("/withdrawal", async (Guid id, WithdrawalBody? body, ISender s, TextBook t) => (await s.Send(new WithdrawComment(new(id), body?.Reason))).Empty(t));
        comments.MapPost("/agreements", async (Guid id, AgreementBody? b, ISender s, TextBook t) => (await s.Send(new AgreeWithComment(new(id), b?.Edition))).Map(n => new { agreed = n }).Created(t, _ => $"comments/{id}"));
        comments.MapGet("/agreements/own", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetAgreement(new(id)))).Answer(t)).Produces<AgreementView>();
        comments.MapDelete("/agreements", async (Guid id, ISender s, TextBook t) => (await s.Send(new TakeBackAgreement(new(id)))).Empty(t));
    }

    private static async Task<IResult> EditAsync(Guid id, WordsBody body, ISender s, TextBook t) =>
        await (await s.Send(new EditComment(new(id), body.Body, body.Edition))).OrOvertakenAsync(
            t, made => made.Map(n => new { edition = n }).Created(t, _ => $"comments/{id}"), () => s.Send(new GetThread(new(id))), thread => (thread.Asked.Edition, thread.Asked.Body, body.Body));
}
