using System.Text.Json.Nodes;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>Acts of a poll that say the same, and how often they were done.</summary>
public sealed record ToldAct(string Act, JsonObject Facts, int Times);

/// <summary>
/// What the ledger says of an opened poll, held against its rows. Rows that are put back to an older state are rightly sealed;
/// the ledger knows that something was done since.
/// </summary>
public sealed class PollInLedger(ForumDb db)
{
    /// <summary>What was done, in the order in which it was done last.</summary>
    public async Task<IReadOnlyList<ToldAct>> ReadAsync(Poll poll, CancellationToken stop) =>
        [.. (await db.Ledger.AsNoTracking().Where(r => r.CommunityId == poll.CommunityId && r.Subject == poll.Topic).GroupBy(r => new { r.Act, r.Facts })
            .Select(g => new { g.Key.Act, g.Key.Facts, Times = g.Count(), Last = g.Max(r => r.Seq) }).OrderBy(g => g.Last).ToListAsync(stop)).Select(g => new ToldAct(g.Act, JsonNode.Parse(g.Facts)!.AsObject(), g.Times))];

    /// <summary>Where it differs from the roll, the ballots, tokens and papers of the poll, a line each.</summary>
    public async Task<IReadOnlyList<string>> WrongAsync(Poll poll, CancellationToken stop) => await WrongAsync(poll, await ReadAsync(poll, stop), stop);

    /// <inheritdoc cref="WrongAsync(Poll, CancellationToken)" />
    public async Task<IReadOnlyList<string>> WrongAsync(Poll poll, IReadOnlyList<ToldAct> told, CancellationToken stop)
    {
        List<string> found = [.. WrongRoll(poll, told)];
        var lines = await db.RollLines.AsNoTracking().Where(l => l.PollId == poll.Id).ToListAsync(stop);
        if (ElectoralRoll.Hash(lines) != (poll.CorrectedRollHash ?? poll.RollHash)) found.Add("the roll was changed");
        if (told.LastOrDefault(t => t.Act == "roll.sealed")?.Facts["lines"]?.ToString() != ElectoralRoll.LinesHash(lines)) found.Add("what stands on the roll was changed");
        int Times(string act, params (string Name, string Value)[] facts) => told.Where(t => t.Act == act && Array.TrueForAll(facts, f => t.Facts[f.Name]?.ToString() == f.Value)).Sum(t => t.Times);
        void Compare(string what, int acts, int rows) { if (acts != rows) found.Add($"the ledger knows {acts} {what}, there are {rows}"); }
        await ComparePapersAsync(poll, told, Times, Compare, stop);
        if (poll.Secrecy == Secrecy.Secret)
        {
            // What a secret ballot says, and which is whose, is no act.
            Compare("tokens and papers given out", Times("token.issued") + Times("paper.given-out"), await db.SpentLines.CountAsync(s => s.PollId == poll.Id, stop));
            return found;
        }
        var ballots = await db.Ballots.AsNoTracking().Where(b => b.PollId == poll.Id).GroupBy(b => 1).Select(g => new { All = g.Count(), Versions = g.Sum(b => b.Version) }).SingleOrDefaultAsync(stop);
        Compare("first ballots", Times("ballot.cast", ("changed", "false")), ballots?.All ?? 0);
        Compare("ballots with their changes", Times("ballot.cast"), ballots?.Versions ?? 0);
        return found;
    }

    // Every paper that was printed, and every time that somebody read one.
    private async Task ComparePapersAsync(Poll poll, IReadOnlyList<ToldAct> told, Func<string, (string, string)[], int> times, Action<string, int, int> compare, CancellationToken stop)
    {
        var papers = await db.BallotPapers.AsNoTracking().Where(p => p.PollId == poll.Id).GroupBy(p => p.State).Select(g => new { g.Key, Count = g.Count(), Differed = g.Sum(p => p.Differed) }).ToListAsync(stop);
        int In(params PaperState[] states) => papers.Where(p => states.Contains(p.Key)).Sum(p => p.Count);
        var (agreed, differed) = (In(PaperState.Counted, PaperState.Superseded, PaperState.Spoilt, PaperState.Agreed), papers.Sum(p => p.Differed));
        compare("papers printed", told.Where(t => t.Act == "papers.printed").Sum(t => (int)t.Facts["count"]! * t.Times), papers.Sum(p => p.Count));
        compare("first readings of papers", times("paper.entered", [("step", $"{PaperStep.Waits}")]), agreed + differed + In(PaperState.Entered));
        compare("readings of papers that differed", times("paper.entered", [("step", $"{PaperStep.Differs}")]), differed);
        compare("papers on whose reading two agreed", times("paper.entered", [("step", $"{PaperStep.Agreed}")]), agreed);
    }

    // The roll as it was opened or last corrected, and how many stand on it.
    private static IEnumerable<string> WrongRoll(Poll poll, IReadOnlyList<ToldAct> told)
    {
        var (corrections, last) = (told.Where(t => t.Act == "roll.corrected").Sum(t => t.Times), told.LastOrDefault(t => t.Act is "poll.opened" or "roll.corrected")?.Facts);
        if (corrections != poll.Corrections) yield return $"the ledger knows {corrections} corrections of the roll, it has {poll.Corrections}";
        if (last is null) yield break;
        if (last["roll"]?.ToString() != (poll.CorrectedRollHash ?? poll.RollHash)) yield return "the ledger does not know its roll as it was corrected";
        if (last["persons"]?.ToString() != $"{poll.RollPersons}" || last["area"]?.ToString() != $"{poll.RollArea}") yield return "the ledger knows another size of its roll";
    }
}
