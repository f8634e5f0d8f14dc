using System.Text.Json.Nodes;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>Acts of a poll that say the same, and how often they were done.</summary>
public sealed record ToldAct(string Act, JsonObject Facts, int Times);

/// <summary>
/// What the ledger says of an opened poll, held against its rows. Rows that are put back to an older state are rightly sealed;
/// the ledger knows that something was done since.
/// </summary>
public sealed class PollInLedger(ForumDb db, BallotBox box)
{
    /// <summary>What was done, in the order in which it was done last.</summary>
    public async Task<IReadOnlyList<ToldAct>> ReadAsync(Poll poll, CancellationToken stop) =>
        [.. (await db.Ledger.AsNoTracking().Where(r => r.CommunityId == poll.CommunityId && r.Subject == poll.Topic).GroupBy(r => new { r.Act, r.Facts })
            .Select(g => new { g.Key.Act, g.Key.Facts, Times = g.Count(), Last = g.Max(r => r.Seq) }).OrderBy(g => g.Last).ToListAsync(stop)).Select(g => new ToldAct(g.Act, JsonNode.Parse(g.Facts)!.AsObject(), g.Times))];

    /// <summary>The most secret ballots that can have been cast: one for each token, and the papers that became ballots.</summary>
    public static int MostCast(IReadOnlyList<ToldAct> told) => told.Where(t => t.Act == "token.issued").Sum(t => t.Times) + Sum(told, SecretPapersCounted.Name, "papers");

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
        var corrections = await db.RollCorrections.AsNoTracking().Where(c => c.PollId == poll.Id).OrderBy(c => c.Id).ToListAsync(stop);
        Compare("proposed corrections", Times(RollCorrectionProposed.Name), corrections.Count);
        found.AddRange(WrongCorrections(corrections, told));
        await ComparePapersAsync(poll, told, Times, Compare, stop);
        if (poll.Secrecy == Secrecy.Secret)
        {
            // What a secret ballot says, and which is whose, is no act.
            Compare("tokens and papers given out", Times("token.issued") + Times("paper.given-out"), await db.SpentLines.CountAsync(s => s.PollId == poll.Id, stop));
            Compare("second signatures", Sum(told, "tokens.countersigned", "lines"), await db.SecondSignatures.CountAsync(s => s.PollId == poll.Id, stop));
            // None ever goes, so there are as many as ever were told.
            var (known, there) = (told.Where(t => t.Act == SecretPapersCounted.Name).Max(t => (int?)t.Facts["ballots"]) ?? 0, await box.CountAsync(poll.Id, stop));
            if (there < known) found.Add($"the ledger knows of {known} secret ballots, there are {there}");
            return found;
        }
        var ballots = await db.Ballots.AsNoTracking().Where(b => b.PollId == poll.Id).GroupBy(b => 1).Select(g => new { All = g.Count(), Versions = g.Sum(b => b.Version) }).SingleOrDefaultAsync(stop);
        Compare("first ballots", Times("ballot.cast", ("changed", "false")), ballots?.All ?? 0);
        Compare("ballots with their changes", Times("ballot.cast"), ballots?.Versions ?? 0);
        Compare("replaced receipts", Times("ballot.cast", ("changed", "true")) + Times(ReceiptReplaced.Name), await db.ReplacedBallots.CountAsync(b => b.PollId == poll.Id, stop));
        return found;
    }

    /// <summary>Corrections that are settled otherwise than the ledger knows, a line each.</summary>
    public static IEnumerable<string> WrongCorrections(IReadOnlyList<RollCorrection> corrections, IReadOnlyList<ToldAct> told)
    {
        var known = told.Where(t => t.Act is RollCorrectionSettled.Made or RollCorrectionSettled.Declined).ToLookup(t => t.Facts["correction"]!.ToString(), t => t.Act == RollCorrectionSettled.Made);
        static string Said(bool? confirmed) => confirmed switch { true => "made", false => "declined", null => "waiting" };
        foreach (var correction in corrections)
            if (known[$"{correction.Id}"].Select(made => (bool?)made).DefaultIfEmpty(null).Last() is var made && made != correction.Settling?.Confirmed)
                yield return $"the ledger knows correction {correction.Id} as {Said(made)}, it is {Said(correction.Settling?.Confirmed)}";
    }

    private static int Sum(IReadOnlyList<ToldAct> told, string act, string fact) => told.Where(t => t.Act == act).Sum(t => (int)t.Facts[fact]! * t.Times);

    // Every paper that was printed, and every time that somebody read one.
    private async Task ComparePapersAsync(Poll poll, IReadOnlyList<ToldAct> told, Func<string, (string, string)[], int> times, Action<string, int, int> compare, CancellationToken stop)
    {
        var papers = await db.BallotPapers.AsNoTracking().Where(p => p.PollId == poll.Id).GroupBy(p => p.State).Select(g => new { g.Key, Count = g.Count(), Differed = g.Sum(p => p.Differed) }).ToListAsync(stop);
        int In(params PaperState[] states) => papers.Where(p => states.Contains(p.Key)).Sum(p => p.Count);
        var (agreed, differed) = (In(PaperState.Counted, PaperState.Superseded, PaperState.Spoilt, PaperState.Agreed), papers.Sum(p => p.Differed));
        compare("papers printed", Sum(told, "papers.printed", "count"), papers.Sum(p => p.Count));
        compare("first readings of papers", times("paper.entered", [("step", $"{PaperStep.Waits}")]), agreed + differed + In(PaperState.Entered));
        compare("readings of papers that differed", times("paper.entered", [("step", $"{PaperStep.Differs}")]), differed);
        compare("papers on whose reading two agreed", times("paper.entered", [("step", $"{PaperStep.Agreed}")]), agreed);
        if (poll.Secrecy == Secrecy.Open) return;
        var counted = Sum(told, SecretPapersCounted.Name, "papers");
        // With a second registrar a paper waits for its signature, and when the poll ends what was not signed goes.
        if (!poll.SecondRegistrar) compare("papers that became ballots", counted, In(PaperState.Counted));
        else if (poll.State == PollState.Open) compare("waiting ballots", In(PaperState.Agreed) - counted, await db.WaitingBallots.CountAsync(b => b.PollId == poll.Id, stop));
    }

    // The roll as it was opened or last corrected, and how many stand on it.
    private static IEnumerable<string> WrongRoll(Poll poll, IReadOnlyList<ToldAct> told)
    {
        var (corrections, last) = (told.Where(t => t.Act == RollCorrectionSettled.Made).Sum(t => t.Times), told.LastOrDefault(t => t.Act is "poll.opened" or RollCorrectionSettled.Made)?.Facts);
        if (corrections != poll.Corrections) yield return $"the ledger knows {corrections} corrections of the roll, it has {poll.Corrections}";
        if (last is null) yield break;
        if (last["roll"]?.ToString() != (poll.CorrectedRollHash ?? poll.RollHash)) yield return "the ledger does not know its roll as it was corrected";
        if (last["persons"]?.ToString() != $"{poll.RollPersons}" || last["area"]?.ToString() != $"{poll.RollArea}") yield return "the ledger knows another size of its roll";
    }
}
