using System.Text;
using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Checking;
using Forum.Foundation.Storage;
using Forum.Ledger;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>Whether every poll is still what the ledger and its own record say: from the draft on what binds it; then roll, ballots, checkpoints; once closed also the count and who took part.</summary>
public sealed class PollsCheck(ForumDb db, IForumStorage storage, NotedCounts noted, RecordWriter writer, PollEvidence evidence, PollAsSaved saved, SealedWords seals, PollBinding binding, PollInLedger ledger, LogKey key, BallotSeals ballots, BallotBox box) : ICheck
{
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken stop)
    {
        if (!ballots.HasKey && await db.Polls.AnyAsync(stop)) return ["ballots.key is missing in the key folder: no poll can be looked at"];
        List<string> found = [];
        if (ballots.HasKey && !noted.IsWhole) found.Add("ballot-counts.key cannot be read or was changed: how many secret ballots there once were is not known");
        found.AddRange(await AsOfAnInstantAsync(() => WrongStatesAsync(stop), stop));
        // One by one, so that one which cannot be read hides none of the others.
        foreach (var poll in await db.Polls.AsNoTracking().OrderBy(p => p.Number).Select(p => new { p.Id, p.Number }).ToListAsync(stop))
        {
            try { found.AddRange((await AsOfAnInstantAsync(async () => await WrongAsync(await db.Polls.AsNoTracking().SingleAsync(p => p.Id == poll.Id, stop), stop), stop)).Select(wrong => $"poll {poll.Number}: {wrong}")); }
            catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException) { found.Add($"poll {poll.Number}: cannot be read: {unreadable.Message}"); }
        }
        return found;
    }

    // People vote meanwhile. What lies in the key folder may be younger than the instant that was read: then another look finds nothing.
    private async Task<IReadOnlyList<string>> AsOfAnInstantAsync(Func<Task<IReadOnlyList<string>>> look, CancellationToken stop)
    {
        for (var again = true; ; again = false)
        {
            await using var reading = await storage.ReadAsync(db, stop);
            if (await look() is var found && (found.Count == 0 || !again)) return found;
        }
    }

    // Every poll that the ledger knows is there, and where it says.
    private async Task<IReadOnlyList<string>> WrongStatesAsync(CancellationToken stop)
    {
        List<string> found = [];
        var all = await db.Polls.AsNoTracking().Select(p => new { p.Id, p.State }).ToDictionaryAsync(p => $"polls/{p.Id}", p => p.State, stop);
        var acts = await db.Ledger.AsNoTracking().Where(r => r.Act == "poll.set-up" || r.Act == "poll.opened" || r.Act == "poll.closed" || r.Act == "poll.called-off").Select(r => new { r.Act, r.Subject }).ToListAsync(stop);
        foreach (var told in acts.GroupBy(a => a.Subject, a => a.Act))
        {
            var should = told.Contains("poll.closed") ? PollState.Closed : told.Contains("poll.called-off") ? PollState.CalledOff : told.Contains("poll.opened") ? PollState.Open : PollState.Draft;
            if (!all.TryGetValue(told.Key, out var state)) found.Add($"{told.Key}: the ledger knows it as {should}, the poll is gone");
            else if (state != should) found.Add($"{told.Key}: the ledger knows it as {should}, the poll is said to be {state}");
        }
        foreach (var off in await db.Polls.AsNoTracking().Where(p => p.State == PollState.CalledOff).Select(p => new { p.Id, p.CalledOffFor }).ToListAsync(stop))
            if (!await seals.AnySaysAsync($"polls/{off.Id}", "poll.called-off", "reason", off.CalledOffFor!, stop)) found.Add($"polls/{off.Id}: why it was called off was changed");
        return found;
    }

    private async Task<IReadOnlyList<string>> WrongAsync(Poll poll, CancellationToken stop)
    {
        List<string> found = [.. await binding.WrongAsync(poll, stop)];
        if (poll.OpenedAt is null) return found;
        var told = await ledger.ReadAsync(poll, stop);
        bool Says(string act, params (string Name, string Value)[] facts) => told.Any(t => t.Act == act && Array.TrueForAll(facts, f => t.Facts[f.Name]?.ToString() == f.Value));
        if (!Says("poll.opened", ("roll", poll.RollHash!))) found.Add("the ledger does not know its roll");
        if (!Says("poll.opened", ("frozen", poll.FrozenHash()))) found.Add("what binds it was changed");
        found.AddRange((await saved.CountFaultsAsync(poll, told, stop)).Select(f => f.ToString()));
        if (await box.CountAsync(poll.Id, stop) is var cast and > 0 && PollInLedger.MostCast(told) is var most && cast > most) found.Add($"{cast} ballots of {most} tokens and papers that were counted");
        foreach (var row in await db.Checkpoints.AsNoTracking().Where(c => c.PollId == poll.Id).ToListAsync(stop))
            if (LogKey.Verified(row.Note, key.Name, key.Public) is not { } text || Checkpoint.Read(text) is not { } checkpoint || checkpoint.Size != row.Size || !Says("record.published", ("size", $"{checkpoint.Size}"), ("root", Convert.ToHexStringLower(checkpoint.Root)))) found.Add($"the ledger does not know checkpoint {row.Size}");
        List<string> record = [];
        await foreach (var line in (await writer.OfAsync(poll, stop)).Lines.WithCancellation(stop)) record.Add(Encoding.UTF8.GetString(line));
        found.AddRange(new RecordCheck(key.Verifier).Run(record).Where(f => !f.Holds).Select(f => $"record: {f.Name}{string.Concat(f.Facts.Select(fact => $" {fact.Name} {fact.Value}"))}"));
        if (poll.Closed is not { } closed) return found;
        if (!Says("poll.evidence", ("evidence", await evidence.HashAsync(poll, stop)))) found.Add("who took part, or a paper, was changed");
        if (!Says("poll.closed", ("outcome", closed.Outcome.ToString()), ("tally", closed.TallyHash))) found.Add("the ledger does not know its result");
        if (Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(closed.Tally))) != closed.TallyHash) found.Add("the tally was changed");
        return found;
    }
}
