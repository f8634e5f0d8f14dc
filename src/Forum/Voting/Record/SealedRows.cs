using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Papers;
using Forum.Voting.Registrar;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>Whether all that a poll's count rests on is as it was saved, row by row and by number, while the poll is open too.</summary>
public sealed class SealedRows(ForumDb db, BallotSeals seals)
{
    public async Task<IReadOnlyList<string>> WrongAsync(PollId poll, CancellationToken stop)
    {
        var counts = await db.SealedCounts.AsNoTracking().Where(c => c.PollId == poll).ToDictionaryAsync(c => c.Kind, stop);
        List<string> found = [];
        async Task LookAsync<T>(string kind, IQueryable<T> rows) where T : class
        {
            var (all, unsealed) = (0, 0);
            await foreach (var row in rows.AsNoTracking().Select(r => new { Row = r, Seal = EF.Property<byte[]?>(r, BallotSeals.Column) }).AsAsyncEnumerable().WithCancellation(stop))
            {
                all++;
                if (!seals.Holds(row.Row, row.Seal)) unsealed++;
            }
            if (unsealed > 0) found.Add($"{unsealed} {kind} were changed or added");
            if (!BallotSeals.Counted.Contains(kind)) return;
            if (!counts.TryGetValue(kind, out var count) || !seals.Holds(count)) found.Add($"how many {kind} there are was changed");
            else if (count.Rows != all) found.Add($"of {count.Rows} {kind} there are {all}");
        }
        await LookAsync("corrections", db.RollCorrections.Where(c => c.PollId == poll));
        await LookAsync("open ballots", db.Ballots.Where(b => b.PollId == poll));
        await LookAsync("papers", db.BallotPapers.Where(p => p.PollId == poll));
        await LookAsync("secret ballots", db.SecretBallots.Where(b => b.PollId == poll));
        await LookAsync("waiting ballots", db.WaitingBallots.Where(b => b.PollId == poll));
        await LookAsync("spent lines", db.SpentLines.Where(s => s.PollId == poll));
        await LookAsync("second signatures", db.Set<SecondSignature>().Where(s => s.PollId == poll));
        await LookAsync("scans", db.PaperScans.Where(s => s.PollId == poll));
        await LookAsync("replaced receipts", db.ReplacedBallots.Where(b => b.PollId == poll));
        return found;
    }
}
