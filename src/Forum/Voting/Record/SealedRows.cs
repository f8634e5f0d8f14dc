using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Papers;
using Forum.Voting.Registrar;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>What is not as it was saved.</summary>
/// <param name="Rows">Which rows, by their keys; for the administrator's eyes, since they may tell whose.</param>
public readonly record struct SealedFault(string What, string Rows = "")
{
    public override string ToString() => Rows.Length == 0 ? What : $"{What}: {Rows}";
}

/// <summary>Whether the ballots and all else, beside the roll, that an opened poll's count rests on are as they were saved, row by row and by number.</summary>
public sealed class SealedRows(ForumDb db, BallotSeals seals, NotedCounts noted)
{
    private const int MostNamed = 5;

    /// <summary>Whether the secret ballots that gather for the next batch are, and how many there are in all; of those published the checkpoints tell.</summary>
    public async Task<bool> GatheredHoldAsync(Poll poll, CancellationToken stop)
    {
        var ballots = db.BoxedBallots.AsNoTracking().Where(b => b.PollId == poll.Id);
        var count = await db.SealedCounts.AsNoTracking().SingleOrDefaultAsync(c => c.PollId == poll.Id && c.Kind == BallotSeals.SecretBallots, stop);
        if (count is null || !seals.Holds(count) || count.Rows < noted.Of(poll.Id) || count.Rows != await ballots.CountAsync(stop)) return false;
        return (await ballots.Where(b => b.Batch == null).Select(b => new { Row = b, Seal = EF.Property<byte[]?>(b, BallotSeals.Column) }).ToListAsync(stop)).TrueForAll(b => seals.Holds(b.Row, b.Seal));
    }

    private static string Some<T>(List<T> rows) => string.Join(", ", rows.Take(MostNamed)) + (rows.Count > MostNamed ? " …" : "");

    /// <summary>What is not.</summary>
    public async Task<IReadOnlyList<SealedFault>> WrongAsync(Poll of, CancellationToken stop)
    {
        // Read before the rows, which only grow more.
        var (poll, once) = (of.Id, noted.Of(of.Id));
        var counts = await db.SealedCounts.AsNoTracking().Where(c => c.PollId == poll).ToDictionaryAsync(c => c.Kind, stop);
        List<SealedFault> found = [];
        async Task LookAsync<T>(string kind, IQueryable<T> rows, int more = 0) where T : class
        {
            var (all, changed, key) = (more, new List<string>(), db.Model.FindEntityType(typeof(T))!.FindPrimaryKey()!.Properties.Where(p => p.ClrType != typeof(PollId)).ToList());
            await foreach (var row in rows.AsNoTracking().Select(r => new { Row = r, Seal = EF.Property<byte[]?>(r, BallotSeals.Column) }).AsAsyncEnumerable().WithCancellation(stop))
            {
                all++;
                if (!seals.Holds(row.Row, row.Seal)) changed.Add(string.Join('/', key.Select(p => p.GetGetter().GetClrValue(row.Row))));
            }
            if (changed.Count > 0) found.Add(new($"{changed.Count} {kind} were changed or added", Some(changed)));
            if (!BallotSeals.Counted.Contains(kind)) return;
            if (!counts.TryGetValue(kind, out var count) || !seals.Holds(count)) found.Add(new($"how many {kind} there are was changed"));
            else if (count.Rows != all && !(of.State == PollState.CalledOff && kind == BallotSeals.WaitingBallots)) found.Add(new($"of {count.Rows} {kind} there are {all}"));
            if (kind == BallotSeals.SecretBallots && all < once) found.Add(new($"{once} {kind} were noted, there are {all}"));
        }
        // A line that stood there for a while alone is no line, though the roll is as it was again.
        var roll = db.RollLines.Where(l => l.PollId == poll).Select(l => l.VoterId);
        async Task OffRollAsync(string kind, IQueryable<VoterId> voters)
        {
            var strangers = await voters.Where(v => !roll.Contains(v)).Take(MostNamed + 1).ToListAsync(stop);
            if (strangers.Count > 0) found.Add(new($"there are {kind} of nobody on the roll", Some(strangers)));
        }
        var counted = of.Secrecy == Secrecy.Secret ? await db.SpentLines.CountAsync(s => s.PollId == poll, stop) : await db.Ballots.CountAsync(b => b.PollId == poll, stop);
        if (counted != of.Voted) found.Add(new($"of {of.Voted} {(of.Secrecy == Secrecy.Secret ? "tokens and papers given out" : "ballots")} there are {counted}"));
        await OffRollAsync("ballots", db.Ballots.Where(b => b.PollId == poll).Select(b => b.VoterId));
        await OffRollAsync("spent lines", db.SpentLines.Where(s => s.PollId == poll).Select(s => s.VoterId));
        await LookAsync("corrections", db.RollCorrections.Where(c => c.PollId == poll));
        await LookAsync("open ballots", db.Ballots.Where(b => b.PollId == poll));
        await LookAsync("papers", db.BallotPapers.Where(p => p.PollId == poll));
        var outside = await db.SecretBallots.CountAsync(b => b.PollId == poll, stop);
        // Out of the box they are held to the record, which there is from the closing on.
        if (of.Closed is null && outside > 0) found.Add(new($"{outside} {BallotSeals.SecretBallots} lie outside the box"));
        await LookAsync(BallotSeals.SecretBallots, db.BoxedBallots.Where(b => b.PollId == poll), outside);
        await LookAsync(BallotSeals.WaitingBallots, db.WaitingBallots.Where(b => b.PollId == poll));
        await LookAsync("spent lines", db.SpentLines.Where(s => s.PollId == poll));
        await LookAsync("second signatures", db.Set<SecondSignature>().Where(s => s.PollId == poll));
        await LookAsync("scans", db.PaperScans.Where(s => s.PollId == poll));
        await LookAsync("checkpoints", db.Checkpoints.Where(c => c.PollId == poll));
        await LookAsync("replaced receipts", db.ReplacedBallots.Where(b => b.PollId == poll));
        return found;
    }
}
