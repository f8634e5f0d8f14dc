using Forum.Council.Spoken;
using Forum.Dispatches;
using Forum.Council.Versions;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Forum.Foundation.Live;
using Forum.Foundation.Matters;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Notifications;
using Forum.Queue;

namespace Forum.Council.Calls;

/// <summary>Calls for input as JSON.</summary>
public static class CallEndpoints
{
    public sealed record ContributionBody(string? Body, UnitId? OnBehalfOf);
    public sealed record EntryBody(PersonId? PersonId, string? Body, ContributionChannel? Channel, bool Agreed);
    public sealed record WordsBody(string? Body, int? Edits);
    public sealed record ProlongingBody(DateTimeOffset? ClosesAt, string? Reason);
    public sealed record CallingOffBody(string? Reason);
    public sealed record OutcomeBody(ContributionOutcome? Outcome, string? Reason, int? Into, int? Settled);
    public sealed record ConclusionBody(string? Summary);

    public static void AddCalls(this IServiceCollection services)
    {
        services.AddScoped<CallReport>().AddScoped<CallMatters>().AddScoped<CallDesk>();
        services.AddScoped<ITopicKeeper, CallTopics>();
        services.AddScoped<IQueueSource, CallQueue>();
        services.AddScoped<INewsmaker, CallNews>().AddScoped<ITookPart, CallSpeakers>();
        services.AddScoped<IDossierPart, CallDossier>();
        services.AddScoped<IReaction, CallCounts>();
    }

    public static void MapCalls(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("calls");
        calls.MapGet("", async (string? cursor, int? take, bool? open, string? matter, ISender s, TextBook t) => (await s.Send(new ListCalls(cursor, take ?? 20, open ?? false, matter))).Answer(t)).Produces<Listing<CallRow>>();
        calls.MapPost("", async (OpenCall body, ISender s, TextBook t) => (await s.Send(body)).Created(t, c => $"calls/{c.Id}")).Produces<OpenedCall>(201);
        var call = calls.MapGroup("/{id:guid}");
        call.MapGet("", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetCall(new(id)))).Answer(t)).Produces<CallView>();
        call.MapGet("/contributions", async (Guid id, string? cursor, int? take, Word<ContributionOutcome>? outcome, ISender s, TextBook t) => (await s.Send(new ListContributions(new(id), cursor, take ?? 20, outcome?.Value))).Answer(t)).Produces<Listing<ContributionView>>();
        call.MapPost("/contributions", async (Guid id, ContributionBody b, ISender s, TextBook t) => (await s.Send(new Contribute(new(id), b.Body, b.OnBehalfOf))).Created(t, _ => $"calls/{id}/contributions")).Produces<ContributedAs>(201);
        call.MapPost("/contributions/{number:int}/withdrawal", async (Guid id, int number, Discussion.DiscussionEndpoints.WithdrawalBody? body, ISender s, TextBook t) => (await s.Send(new WithdrawContribution(new(id), number, body?.Reason))).Empty(t));
        call.MapGet("/contributions/{number:int}/versions", async (Guid id, int number, ISender s, TextBook t) => (await s.Send(new GetContributionVersions(new(id), number))).Answer(t)).Produces<ContributionWordsList>();
        call.MapPost("/contributions/{number:int}/versions", EditAsync);
        call.MapPost("/prolonging", async (Guid id, ProlongingBody b, ISender s, TextBook t) => (await s.Send(new ProlongCall(new(id), b.ClosesAt, b.Reason))).Empty(t));
        call.MapPost("/calling-off", async (Guid id, CallingOffBody b, ISender s, TextBook t) => (await s.Send(new CallOffCall(new(id), b.Reason))).Empty(t));
        call.MapPost("/contributions/{number:int}/outcome", async (Guid id, int number, OutcomeBody b, ISender s, TextBook t) => (await s.Send(new SettleContribution(new(id), number, b.Outcome, b.Reason, b.Into, b.Settled))).Empty(t));
        call.MapGet("/people", async (Guid id, string? text, ISender s, TextBook t) => (await s.Send(new FindCallSpeakers(new(id), text))).Answer(t)).Produces<CallSpeakersView>();
        call.MapPost("/entries", async (Guid id, EntryBody b, ISender s, TextBook t) => (await s.Send(new WriteDownContribution(new(id), b.PersonId, b.Body, b.Channel, b.Agreed))).Created(t, _ => $"calls/{id}/contributions")).Produces<ContributedAs>(201);
        call.MapPost("/conclusion", async (Guid id, ConclusionBody b, ISender s, TextBook t) => (await s.Send(new ConcludeCall(new(id), b.Summary))).Empty(t));
    }

    private static async Task<IResult> EditAsync(Guid id, int number, WordsBody body, ISender s, TextBook t) =>
        await (await s.Send(new EditContribution(new(id), number, body.Body, body.Edits))).OrOvertakenAsync(
            t, made => made.Empty(t), () => s.Send(new GetContributionVersions(new(id), number)), versions => (versions.Items[0].Version - 1, versions.Items[0].Body, body.Body));
}
