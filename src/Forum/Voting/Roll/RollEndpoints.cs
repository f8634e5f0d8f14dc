using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;

namespace Forum.Voting.Roll;

/// <summary>A poll's roll as JSON: its corrections, and who is present.</summary>
public static class RollEndpoints
{
    public sealed record CorrectionBody(CorrectionKind? Kind, VoterId? VoterId, string? Reason);
    public sealed record SettlingBody(bool? Confirmed);
    public sealed record PresentBody(VoterId? VoterId);
    public sealed record MadeCorrection(RollCorrectionId Id);

    public static void MapRolls(this IEndpointRouteBuilder api)
    {
        var poll = api.MapGroup("/polls/{id:guid}").WithTags("rolls");
        poll.MapGet("/roll", async (Guid id, ISender s, TextBook t) => (await s.Send(new GetRoll(new(id)))).Answer(t)).Produces<RollView>();
        poll.MapGet("/roll/voters", async (Guid id, string? text, ISender s, TextBook t) => (await s.Send(new FindVoters(new(id), text))).Answer(t)).Produces<IReadOnlyList<FoundVoter>>();
        poll.MapPost("/roll/corrections", async (Guid id, CorrectionBody b, ISender s, TextBook t) => (await s.Send(new ProposeCorrection(new(id), b.Kind, b.VoterId, b.Reason))).Map(c => new MadeCorrection(c)).Created(t, _ => $"polls/{id}/roll")).Produces<MadeCorrection>(201);
        poll.MapPost("/roll/corrections/{correction:guid}/settling", async (Guid id, Guid correction, SettlingBody b, ISender s, TextBook t) => (await s.Send(new SettleCorrection(new(id), new(correction), b.Confirmed))).Empty(t)).Produces(204);
        poll.MapPost("/attendance", async (Guid id, PresentBody b, ISender s, TextBook t) => (await s.Send(new RecordAttendance(new(id), b.VoterId))).Empty(t)).Produces(204);
        poll.MapDelete("/attendance/{voter:guid}", async (Guid id, Guid voter, ISender s, TextBook t) => (await s.Send(new RecordAttendance(new(id), new VoterId(voter), false))).Empty(t)).Produces(204);
    }
}
