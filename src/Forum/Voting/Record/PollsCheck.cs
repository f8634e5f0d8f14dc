using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Checking;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>Whether every poll is still what the ledger and its own record say: what binds it, roll, ballots, checkpoints; once closed also the count and who took part.</summary>
public sealed class PollsCheck(ForumDb db, RecordWriter writer, PollEvidence evidence, BallotSeals seals, LogKey key) : ICheck
{
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken stop)
    {
        List<string> found = [];
        var all = await db.Polls.AsNoTracking().Select(p => new { p.Id, p.State }).ToDictionaryAsync(p => $"polls/{p.Id}", p => p.State, stop);
        foreach (var opened in await db.Ledger.AsNoTracking().Where(r => r.Act == "poll.opened" || r.Act == "poll.closed").Select(r => new { r.Act, r.Subject }).ToListAsync(stop))
        {
            if (!all.TryGetValue(opened.Subject, out var state)) found.Add($"{opened.Subject}: {opened.Act} stands in the ledger, the poll is gone");
            else if (state != PollState.Closed && (opened.Act == "poll.closed" || state != PollState.Open)) found.Add($"{opened.Subject}: {opened.Act} stands in the ledger, the poll is said to be {state}");
        }
        // One by one, so that one which cannot be read hides none of the others.
        foreach (var poll in await db.Polls.AsNoTracking().Where(p => p.State == PollState.Open || p.State == PollState.Closed).OrderBy(p => p.Number).Select(p => new { p.Id, p.Number }).ToListAsync(stop))
        {
            try { found.AddRange((await WrongAsync(await db.Polls.AsNoTracking().SingleAsync(p => p.Id == poll.Id, stop), stop)).Select(wrong => $"poll {poll.Number}: {wrong}")); }
            catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException) { found.Add($"poll {poll.Number}: cannot be read: {unreadable.Message}"); }
        }
        return found;
    }

    private async Task<IReadOnlyList<string>> WrongAsync(Poll poll, CancellationToken stop)
    {
        List<string> found = [];
        var told = (await db.Ledger.AsNoTracking().Where(r => r.Subject == poll.Topic).OrderBy(r => r.Seq).ToListAsync(stop)).Select(r => (r.Act, Facts: JsonNode.Parse(r.Facts)!.AsObject())).ToList();
        bool Says(string act, params (string Name, string Value)[] facts) => told.Exists(t => t.Act == act && Array.TrueForAll(facts, f => t.Facts[f.Name]?.ToString() == f.Value));
        if (!Says("poll.opened", ("roll", poll.RollHash!))) found.Add("the ledger does not know its roll");
        if (!Says("poll.opened", ("frozen", poll.FrozenHash()))) found.Add("what binds it was changed");
        if (ElectoralRoll.Hash(await db.RollLines.AsNoTracking().Where(l => l.PollId == poll.Id).ToListAsync(stop)) != (poll.CorrectedRollHash ?? poll.RollHash)) found.Add("the roll was changed");
        found.AddRange(WrongRoll(poll, told));
        found.AddRange(await WrongTurnoutAsync(poll, told, stop));
        if (await UnsealedAsync(db.Ballots.Where(b => b.PollId == poll.Id), stop) + await UnsealedAsync(db.SecretBallots.Where(b => b.PollId == poll.Id), stop) is var unsealed and > 0) found.Add($"{unsealed} ballots were changed or added");
        if (await UnsealedAsync(db.BallotPapers.Where(p => p.PollId == poll.Id), stop) is var papers and > 0) found.Add($"{papers} papers were changed or added");
        foreach (var row in await db.Checkpoints.AsNoTracking().Where(c => c.PollId == poll.Id).ToListAsync(stop))
            if (LogKey.Verified(row.Note, key.Name, key.Public) is not { } text || Checkpoint.Read(text) is not { } checkpoint || !Says("record.published", ("size", $"{checkpoint.Size}"), ("root", Convert.ToHexStringLower(checkpoint.Root)))) found.Add($"the ledger does not know checkpoint {row.Size}");
        List<string> lines = [];
        await foreach (var line in (await writer.OfAsync(poll, stop)).Lines.WithCancellation(stop)) lines.Add(Encoding.UTF8.GetString(line));
        found.AddRange(new RecordCheck(key.Verifier).Run(lines).Where(f => !f.Holds).Select(f => $"record: {f.Name}"));
        if (poll.Closed is not { } closed) return found;
        if (!Says("poll.evidence", ("evidence", await evidence.HashAsync(poll, stop)))) found.Add("who took part, or a paper, was changed");
        if (!Says("poll.closed", ("outcome", closed.Outcome.ToString()), ("tally", closed.TallyHash))) found.Add("the ledger does not know its result");
        if (Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(closed.Tally))) != closed.TallyHash) found.Add("the tally was changed");
        return found;
    }

    private async Task<int> UnsealedAsync<T>(IQueryable<T> ballots, CancellationToken stop) where T : class
    {
        var unsealed = 0;
        await foreach (var row in ballots.AsNoTracking().Select(b => new { Ballot = b, Seal = EF.Property<byte[]?>(b, BallotSeals.Column) }).AsAsyncEnumerable().WithCancellation(stop))
            if (!seals.Holds(row.Ballot, row.Seal)) unsealed++;
        return unsealed;
    }

    // The roll as it was opened or last corrected, and how many stand on it.
    private static IEnumerable<string> WrongRoll(Poll poll, IReadOnlyList<(string Act, JsonObject Facts)> told)
    {
        var (corrections, last) = (told.Count(t => t.Act == "roll.corrected"), told.LastOrDefault(t => t.Act is "poll.opened" or "roll.corrected").Facts);
        if (corrections != poll.Corrections) yield return $"the ledger knows {corrections} corrections of the roll, it has {poll.Corrections}";
        if (last is null) yield break;
        if (last["roll"]?.ToString() != (poll.CorrectedRollHash ?? poll.RollHash)) yield return "the ledger does not know its roll as it was corrected";
        if (last["persons"]?.ToString() != $"{poll.RollPersons}" || last["area"]?.ToString() != $"{poll.RollArea}") yield return "the ledger knows another size of its roll";
    }

    // Every ballot and token that was given out is an act; what a secret ballot says, and which is whose, is none.
    private async Task<IReadOnlyList<string>> WrongTurnoutAsync(Poll poll, IReadOnlyList<(string Act, JsonObject Facts)> told, CancellationToken stop)
    {
        List<string> found = [];
        void Compare(string what, int acts, int rows) { if (acts != rows) found.Add($"the ledger knows {acts} {what}, there are {rows}"); }
        Compare("papers printed", told.Where(t => t.Act == "papers.printed").Sum(t => (int)t.Facts["count"]!), await db.BallotPapers.CountAsync(p => p.PollId == poll.Id, stop));
        if (poll.Secrecy == Secrecy.Secret)
        {
            var spent = await db.SpentLines.CountAsync(s => s.PollId == poll.Id, stop);
            Compare("tokens and papers given out", told.Count(t => t.Act is "token.issued" or "paper.given-out"), spent);
            Compare("of them counted", spent, poll.Voted);
            var cast = await db.SecretBallots.CountAsync(b => b.PollId == poll.Id, stop);
            if (cast > spent) found.Add($"{cast} ballots of {spent} tokens and papers");
            if (await db.SecretCounts.AsNoTracking().SingleOrDefaultAsync(c => c.PollId == poll.Id, stop) is not { } taken || !seals.Holds(taken)) found.Add("how many ballots it took was changed");
            else if (taken.Ballots != cast) found.Add($"it took {taken.Ballots} ballots, there are {cast}");
            return found;
        }
        var ballots = await db.Ballots.AsNoTracking().Where(b => b.PollId == poll.Id).Select(b => b.Version).ToListAsync(stop);
        Compare("first ballots", told.Count(t => t.Act == "ballot.cast" && t.Facts["changed"]?.ToString() == "false"), ballots.Count);
        Compare("ballots with their changes", told.Count(t => t.Act == "ballot.cast"), ballots.Sum());
        Compare("of them counted", ballots.Count, poll.Voted);
        return found;
    }
}
