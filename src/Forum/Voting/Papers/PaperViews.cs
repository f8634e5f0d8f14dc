using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Storage;
using Forum.Voting.Roll;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Papers;

/// <summary>What the desk of a poll has before it: the papers that wait for a second person, and how many stand where.</summary>
[SignedIn("who may serve the poll's voters, which the handler asks for")]
public sealed record GetPaperDesk(PollId Id) : IQuery<PaperDeskView>;

/// <param name="Counts">Papers by where they stand.</param>
/// <param name="Given">Lines spent on a paper, of a secret poll.</param>
/// <param name="Batches">Printings so far.</param>
/// <param name="Unsigned">Papers that two people agree on and whose token the second registrar has not signed.</param>
/// <param name="Colleagues">Who else may serve.</param>
public sealed record PaperDeskView(ChannelRule Rule, DateTimeOffset EntryEndsAt, IReadOnlyDictionary<PaperState, int> Counts, int Given, int Batches, IReadOnlyList<WaitingPaper> Waiting, IReadOnlyList<Colleague> Colleagues, int Unsigned);

/// <param name="Own">Whether the caller entered it first, and so cannot be the second.</param>
public sealed record WaitingPaper(string Serial, string Label, Channel Channel, bool Own);

public sealed class GetPaperDeskHandler(ForumDb db, PaperDesk papers, Desk desk) : IRequestHandler<GetPaperDesk, Outcome<PaperDeskView>>
{
    public async Task<Outcome<PaperDeskView>> Handle(GetPaperDesk request, CancellationToken stop)
    {
        var opened = await papers.OpenAsync(desk.Caller, request.Id, stop);
        if (!opened.Ok) return Outcome<PaperDeskView>.Refused(opened.Refusals);
        if (opened.Value.Papers is not { } rule) return Refusal.Conflict("paper.none");
        var all = db.BallotPapers.AsNoTracking().Where(p => p.PollId == request.Id);
        var counts = await all.GroupBy(p => p.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var waiting = await all.Where(p => p.State == PaperState.Entered).OrderBy(p => p.Serial).Take(200).Select(p => new { p.Serial, p.Label, p.Channel, p.FirstBy }).ToListAsync(stop);
        return new PaperDeskView(
            rule, opened.Value.EntryEndsAt, counts, await db.SpentLines.CountAsync(t => t.PollId == request.Id && t.Blinded == null, stop), await all.MaxAsync(p => (int?)p.Batch, stop) ?? 0,
            [.. waiting.Select(p => new WaitingPaper(PaperDesk.Shown(p.Serial), p.Label, p.Channel!.Value, p.FirstBy == desk.Caller.AccountId))],
            [.. (await papers.ColleaguesAsync(opened.Value, stop)).Where(c => c.Id != desk.Caller.AccountId)],
            await db.WaitingBallots.CountAsync(b => b.PollId == request.Id, stop));
    }
}

/// <summary>One paper, for entering it; never what the first person read.</summary>
[SignedIn("who may serve the poll's voters, which the handler asks for")]
public sealed record GetPaper(PollId Id, string? Serial) : IQuery<PaperView>;

public sealed record PaperView(string Serial, string Label, string Voter, PaperState State, Channel? Channel, DateTimeOffset? GivenAt, string? Witness, bool HasScan, bool Own, int Differed);

public sealed class GetPaperHandler(ForumDb db, PaperDesk papers, Desk desk) : IRequestHandler<GetPaper, Outcome<PaperView>>
{
    public async Task<Outcome<PaperView>> Handle(GetPaper request, CancellationToken stop)
    {
        var opened = await papers.OpenAsync(desk.Caller, request.Id, stop);
        if (!opened.Ok) return Outcome<PaperView>.Refused(opened.Refusals);
        var serial = PaperDesk.Plain(request.Serial);
        var paper = await db.BallotPapers.AsNoTracking().SingleOrDefaultAsync(p => p.PollId == request.Id && p.Serial == serial, stop);
        if (paper is null) return Refusal.NotFound;
        var name = paper.VoterId is { } voter ? (await db.VoterNamesAsync([voter], stop)).GetValueOrDefault(voter, "") : "";
        return new PaperView(PaperDesk.Shown(serial), paper.Label, PaperDesk.Masked(name), paper.State, paper.Channel, paper.GivenAt, paper.Witness, paper.Scan is not null, paper.State == PaperState.Entered && paper.FirstBy == desk.Caller.AccountId, paper.Differed);
    }
}

/// <summary>The papers of one printing, as they are printed.</summary>
[SignedIn("who may serve the poll's voters, which the handler asks for")]
public sealed record ListPapers(PollId Id, int Batch) : IQuery<IReadOnlyList<PrintedPaper>>;

public sealed record PrintedPaper(string Serial, string Label, string Voter);

public sealed class ListPapersHandler(ForumDb db, PaperDesk papers, Desk desk) : IRequestHandler<ListPapers, Outcome<IReadOnlyList<PrintedPaper>>>
{
    public async Task<Outcome<IReadOnlyList<PrintedPaper>>> Handle(ListPapers request, CancellationToken stop)
    {
        var opened = await papers.OpenAsync(desk.Caller, request.Id, stop);
        if (!opened.Ok) return Outcome<IReadOnlyList<PrintedPaper>>.Refused(opened.Refusals);
        var rows = await db.BallotPapers.AsNoTracking().Where(p => p.PollId == request.Id && p.Batch == request.Batch).OrderBy(p => p.Label).ThenBy(p => p.Serial)
            .Select(p => new { p.Serial, p.Label, p.VoterId }).ToListAsync(stop);
        var names = await db.VoterNamesAsync(rows.Select(r => r.VoterId).OfType<VoterId>(), stop);
        return rows.Count == 0 ? Refusal.NotFound : rows.Select(r => new PrintedPaper(PaperDesk.Shown(r.Serial), r.Label, PaperDesk.Masked(names.GetValueOrDefault(r.VoterId ?? default, "")))).ToList();
    }
}

/// <summary>Lines of the roll by home, or by somebody's whole name, so that the desk finds who stands before it. At most twenty.</summary>
[SignedIn("who may serve the poll's voters, which the handler asks for")]
public sealed record FindLines(PollId Id, string? Text) : IQuery<IReadOnlyList<FoundLine>>;

/// <param name="Voted">Whether they voted, or in a secret poll took their token or paper; not what.</param>
public sealed record FoundLine(VoterId Voter, string Label, string Name, Channel? Voted);

public sealed class FindLinesHandler(ForumDb db, PaperDesk papers, Desk desk) : IRequestHandler<FindLines, Outcome<IReadOnlyList<FoundLine>>>
{
    public async Task<Outcome<IReadOnlyList<FoundLine>>> Handle(FindLines request, CancellationToken stop)
    {
        var opened = await papers.OpenAsync(desk.Caller, request.Id, stop);
        if (!opened.Ok) return Outcome<IReadOnlyList<FoundLine>>.Refused(opened.Refusals);
        if (request.Text?.Trim() is not { Length: > 0 and <= 80 } text) return (List<FoundLine>)[];
        var roll = db.RollLines.AsNoTracking().Where(l => l.PollId == request.Id);
        var labels = HomeNames.First((await roll.Where(l => l.Label.Contains(text)).Select(l => l.Label).Distinct().ToListAsync(stop)).Where(l => HomeNames.Holds(l, text)), l => l, text).ToList();
        var rows = await roll.Where(l => labels.Contains(l.Label) || db.People.Any(p => p.VerifiedName == text && (Guid)(object)p.Id == (Guid)(object)l.VoterId))
            .Select(l => new
            {
                l.VoterId, l.Label,
                Cast = db.Ballots.Where(b => b.PollId == request.Id && b.VoterId == l.VoterId).Select(b => (Channel?)b.Channel).FirstOrDefault(),
                Spent = db.SpentLines.Where(t => t.PollId == request.Id && t.VoterId == l.VoterId).Select(t => (Channel?)t.Channel).FirstOrDefault(),
            }).ToListAsync(stop);
        var found = HomeNames.First(rows, r => r.Label, text).ToList();
        var names = await db.VoterNamesAsync(found.Select(r => r.VoterId), stop);
        return found.Select(r => new FoundLine(r.VoterId, r.Label, PaperDesk.Masked(names.GetValueOrDefault(r.VoterId, "")), r.Cast ?? r.Spent)).ToList();
    }
}
