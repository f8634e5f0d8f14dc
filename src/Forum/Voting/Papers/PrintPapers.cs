using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Roll;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Papers;

/// <summary>
/// Prints ballot papers. In an open poll for one voter, or for those of certain homes who have neither voted nor a
/// paper, as many as one printing holds; in a secret poll a pile that is nobody's.
/// </summary>
/// <param name="Person">One voter, of whom an earlier paper is lost or spoilt.</param>
/// <param name="Homes">How the homes begin, such as a building's number; all where it is empty, which must be said.</param>
/// <param name="Count">How many, of a secret poll.</param>
[SignedIn("who may serve the poll's voters, which the handler asks for"), Official]
public sealed record PrintPapers(PollId Id, VoterId? Person, string? Homes, int? Count) : ICommand<PrintedPapers>;

/// <summary>A printing and how many papers are in it.</summary>
public sealed record PrintedPapers(int Batch, int Count);

public sealed class PrintPapersHandler(ForumDb db, PaperDesk papers, Desk desk, TimeProvider time) : IRequestHandler<PrintPapers, Outcome<PrintedPapers>>
{
    // Ten of 32 signs, without those that look alike.
    private const string Signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public async Task<Outcome<PrintedPapers>> Handle(PrintPapers request, CancellationToken stop)
    {
        var opened = await papers.OpenAsync(desk.Caller, request.Id, stop);
        if (!opened.Ok) return Outcome<PrintedPapers>.Refused(opened.Refusals);
        var (poll, count) = (opened.Value, request.Count ?? -1);
        if (poll.Secrecy == Secrecy.Open && (request.Count is not null || (request.Person is null && request.Homes is null))) return Refusal.Invalid("homes", "paper.for-whom");
        IReadOnlyList<RollLine?> lines = poll.Secrecy == Secrecy.Open ? await LinesAsync(request, stop) : new RollLine?[Math.Clamp(count, 0, Poll.MostPapers)];
        var printed = poll.Print(poll.Secrecy == Secrecy.Open ? lines.Count : count, time.GetUtcNow());
        if (!printed.Ok) return await BarsHomesAsync(request, printed.Refusals[0], stop) is { } none ? none : Outcome<PrintedPapers>.Refused(printed.Refusals);
        var batch = (await db.BallotPapers.Where(p => p.PollId == poll.Id).MaxAsync(p => (int?)p.Batch, stop) ?? 0) + 1;
        db.BallotPapers.AddRange(lines.Select(line => new BallotPaper(poll, RandomNumberGenerator.GetString(Signs, 10), batch, line)));
        return new PrintedPapers(batch, lines.Count);
    }

    // That a building is not on the roll is something else than that all of it voted.
    private async Task<Refusal?> BarsHomesAsync(PrintPapers request, Refusal why, CancellationToken stop) =>
        why.Code == "paper.nobody" && request is { Person: null, Homes: { } typed } && typed.Trim() is { Length: > 0 } homes && (await BeginningAsync(request.Id, homes, stop)).Count == 0
            ? Refusal.Invalid("homes", "paper.no-homes", new Fact("homes", homes)) : null;

    private async Task<List<string>> BeginningAsync(PollId poll, string homes, CancellationToken stop) =>
        [.. (await db.RollLines.Where(l => l.PollId == poll && l.Label.StartsWith(homes)).Select(l => l.Label).Distinct().ToListAsync(stop)).Where(l => HomeNames.Begins(l, homes))];

    private async Task<IReadOnlyList<RollLine?>> LinesAsync(PrintPapers request, CancellationToken stop)
    {
        var lines = db.RollLines.AsNoTracking().Where(l => l.PollId == request.Id);
        if (request.Person is { } person) return await lines.Where(l => l.VoterId == person).ToListAsync<RollLine?>(stop);
        if (request.Homes?.Trim() is { Length: > 0 } homes)
        {
            var begin = await BeginningAsync(request.Id, homes, stop);
            lines = lines.Where(l => begin.Contains(l.Label));
        }
        return await lines.Where(l => !db.Ballots.Any(b => b.PollId == l.PollId && b.VoterId == l.VoterId) && !db.BallotPapers.Any(p => p.PollId == l.PollId && p.VoterId == l.VoterId))
            .OrderBy(l => l.Label).Take(Poll.MostPapers).ToListAsync<RollLine?>(stop);
    }
}
