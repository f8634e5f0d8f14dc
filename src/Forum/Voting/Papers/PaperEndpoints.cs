using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Microsoft.AspNetCore.Mvc;
using static Forum.Voting.PollEndpoints;

namespace Forum.Voting.Papers;

/// <summary>The desk of a poll as JSON: printing, giving out and entering ballot papers.</summary>
public static class PaperEndpoints
{
    public sealed record PrintBody(VoterId? VoterId, string? Homes, int? Count);
    public sealed record GiveBody(VoterId? VoterId, Channel? Channel, AccountId? WitnessId);
    public sealed record EntryBody(string? Choice, IReadOnlyList<IReadOnlyList<string>>? Ranking, IReadOnlyList<string>? Approved, IReadOnlyDictionary<string, long>? Scores, bool Spoilt, Channel? Channel, DateTimeOffset? GivenAt, string? Witness, byte[]? Scan, bool Disputed);

    public static void MapPapers(this IEndpointRouteBuilder api)
    {
        var poll = api.MapGroup("/polls/{id:guid}").WithTags("ballot papers");
        poll.MapGet("/desk", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetPaperDesk(new(id)))).Answer(t)).Produces<PaperDeskView>();
        poll.MapGet("/roll/lines", async (Guid id, string? text, ISender s, TextBook t) => (await s.Send(new FindLines(new(id), text))).Answer(t)).Produces<IReadOnlyList<FoundLine>>();
        poll.MapPost("/papers", async (Guid id, PrintBody b, ISender s, TextBook t) => (await s.Send(new PrintPapers(new(id), b.VoterId, b.Homes, b.Count))).Created(t, p => $"polls/{id}/papers?batch={p.Batch}")).Produces<PrintedPapers>(201);
        poll.MapGet("/papers", async (Guid id, int batch, ISender s, TextBook t) => (await s.Send(new ListPapers(new(id), batch))).Answer(t)).Produces<IReadOnlyList<PrintedPaper>>();
        poll.MapPost("/papers/given-out", async (Guid id, GiveBody b, ISender s, TextBook t) => (await s.Send(new GiveOutPaper(new(id), b.VoterId, b.Channel, b.WitnessId))).Empty(t)).Produces(204);
        poll.MapGet("/papers/{serial}", async (Guid id, string serial, ISender s, TextBook t) => (await s.Send(new GetPaper(new(id), serial))).Answer(t)).Produces<PaperView>();
        poll.MapPost("/papers/{serial}/entries", async (Guid id, string serial, EntryBody b, ISender s, TextBook t) =>
            (await s.Send(new EnterPaper(Cast(new(id), new(b.Choice, b.Ranking, b.Approved, b.Scores)), serial, b.Spoilt, b.Channel, b.GivenAt, b.Witness, b.Scan, b.Disputed))).Answer(t))
            .WithMetadata(new RequestSizeLimitAttribute(PaperScan.Largest * 3 / 2)).Produces<EnteredPaper>();
        poll.MapGet("/papers/{serial}/scan", async (Guid id, string serial, ISender s, TextBook t) => await s.Send(new GetScan(new(id), serial)) is { Ok: true } found
            ? Results.Bytes(found.Value.Bytes, found.Value.Type, $"{PaperDesk.Plain(serial)}.{found.Value.Type.Split('/')[1]}") : Answers.Problem([Refusal.NotFound], t)).Produces<byte[]>();
    }
}
