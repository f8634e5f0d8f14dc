using Forum.Domain.Kernel;
using Forum.Domain.Reception;
using Forum.Evaluations;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using MediatR;

namespace Forum.Reception;

/// <summary>The road of a concern as JSON.</summary>
public static class ConcernEndpoints
{
    public static void MapConcerns(this IEndpointRouteBuilder api)
    {
        var concerns = api.MapGroup("/concerns").WithTags("concerns");
        concerns.MapGet("", async (bool? mine, string? cursor, int? take, ISender s, TextBook t) => (await s.Send(new ListConcerns(mine ?? false, cursor, take ?? 20))).Answer(t));
        concerns.MapPost("", async (RaiseConcern body, ISender s, TextBook t) => (await s.Send(body)).Created(t, c => $"concerns/{c.Id}")).Produces<ConcernRaisedAs>(201);
        concerns.MapGet("/{id:guid}", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetConcern(new(id)))).Answer(t)).Produces<ConcernView>();
        Step(concerns, "acceptance", (ConcernId id, AcceptanceBody? b) => new AcceptConcern(id, b?.Category));
        Step(concerns, "assignment", (ConcernId id, AssignmentBody? b) => new AssignConcern(id, b?.UnitId));
        Step(concerns, "answers", (ConcernId id, WordsBody? b) => new AnswerConcern(id, b?.Body));
        Step(concerns, "return", (ConcernId id, WordsBody? b) => new ReturnConcern(id, b?.Body));
        Step(concerns, "resolution", (ConcernId id, WordsBody? b) => new ResolveConcern(id, b?.Body));
        Step(concerns, "confirmation", (ConcernId id, ConfirmationBody? b) => new ConfirmConcern(id, b?.Satisfied, b?.Remark));
        Step(concerns, "evaluations", (ConcernId id, EvaluationBody? b) => new EvaluateConcern(id, b?.Score, b?.Remark));
    }

    /// <summary>A step: the command, then the concern as the caller sees it now. A private one that a unit gives back it sees no more.</summary>
    private static void Step<TBody>(RouteGroupBuilder concerns, string noun, Func<ConcernId, TBody?, ICommand<Done>> command) where TBody : class =>
        concerns.MapPost($"/{{id:guid}}/{noun}", async (Guid id, TBody? body, ISender s, TextBook t) =>
        {
            var done = await s.Send(command(new(id), body));
            return done.Ok ? (await s.Send(new GetConcern(new(id)))).Shown(t) : Answers.Problem(done.Refusals, t);
        }).Produces<ConcernView>().Produces(204);

    public sealed record AcceptanceBody(string? Category);
    public sealed record AssignmentBody(UnitId? UnitId);
    public sealed record WordsBody(string? Body);
    public sealed record ConfirmationBody(bool? Satisfied, string? Remark);
}
