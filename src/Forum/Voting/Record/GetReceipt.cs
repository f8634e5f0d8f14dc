using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>
/// The receipt of the caller's ballot in an open poll, with the portal's signed promise that this very ballot will be in
/// the record. It is signed when it is asked for, so that casting waits for no signature; it is the same each time.
/// </summary>
/// <param name="Line">The line of the roll; may be missing where only one is the voter's.</param>
[SignedIn("one's own ballot")]
public sealed record GetReceipt(PollId Id, VoterId? Line = null) : IQuery<OpenReceipt>;

/// <param name="Number">The poll's number.</param>
/// <param name="Receipt">What the record's page finds the ballot by.</param>
/// <param name="Leaf">The hash of the ballot's line in the record.</param>
/// <param name="Promise">The promise, a signed note, as the command line's <c>verify</c> takes it.</param>
public sealed record OpenReceipt(string Number, string Receipt, string Leaf, string Promise);

public sealed class GetReceiptHandler(ForumDb db, Desk desk, LogKey log, TimeProvider time) : IRequestHandler<GetReceipt, Outcome<OpenReceipt>>
{
    public async Task<Outcome<OpenReceipt>> Handle(GetReceipt request, CancellationToken stop)
    {
        var meant = (await db.LinesOfAsync(request.Id, desk.Caller, stop)).Meant(request.Line);
        if (!meant.Ok) return Outcome<OpenReceipt>.Refused(meant.Refusals);
        var poll = await db.Polls.AsNoTracking().Where(p => p.Id == request.Id).VisibleTo(desk.Caller, db).SingleOrDefaultAsync(stop);
        if (poll is null || meant.Value is not { } line || await db.Ballots.AsNoTracking().SingleOrDefaultAsync(b => b.PollId == request.Id && b.VoterId == line.VoterId, stop) is not { } ballot || !await db.MaySeeAsync(poll, ballot, desk.Caller, time.GetUtcNow(), stop)) return Refusal.NotFound;
        var leaf = ReplacedBallot.LeafOf(poll, ballot, line);
        return new OpenReceipt(poll.Number, ballot.Receipt, Convert.ToHexStringLower(leaf), log.Promise(poll.Id, leaf));
    }
}

/// <summary>One's receipt as JSON, and as the file that <c>verify</c> takes.</summary>
public static class ReceiptEndpoints
{
    public static void MapReceipts(this IEndpointRouteBuilder polls)
    {
        polls.MapGet("/{id:guid}/receipt", async (Guid id, Guid? line, ISender s, TextBook t) => (await s.Send(new GetReceipt(new(id), PollEndpoints.LineOf(line)))).Answer(t)).Produces<OpenReceipt>();
        polls.MapGet("/{id:guid}/receipt/file", async (Guid id, Guid? line, ISender s, TextBook t) => await s.Send(new GetReceipt(new(id), PollEndpoints.LineOf(line))) is var found && found.Ok
            ? Results.File(System.Text.Encoding.UTF8.GetBytes(found.Value.Promise), "text/plain; charset=utf-8", $"receipt-{found.Value.Number}-{found.Value.Leaf[..6]}.txt") : Answers.Problem(found.Refusals, t)).Produces<string>(200, "text/plain");
    }
}
