using System.Text;
using System.Text.Json.Nodes;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Checking;
using Forum.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Forum.Voting.Record;

/// <summary>Whether every poll is still what the ledger and its own record say: what binds it, roll, ballots, checkpoints; once closed also the count and who took part.</summary>
public sealed class PollsCheck(ForumDb db, RecordWriter writer, PollEvidence evidence, LogKey key) : ICheck
{
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken stop)
    {
        List<string> found = [];
        foreach (var poll in await db.Polls.AsNoTracking().Where(p => p.State != PollState.Draft).OrderBy(p => p.Number).ToListAsync(stop))
            found.AddRange((await WrongAsync(poll, stop)).Select(wrong => $"poll {poll.Number}: {wrong}"));
        return found;
    }

    private async Task<IReadOnlyList<string>> WrongAsync(Poll poll, CancellationToken stop)
    {
        List<string> found = [];
        var told = (await db.Ledger.AsNoTracking().Where(r => r.Subject == poll.Topic).ToListAsync(stop)).Select(r => (r.Act, Facts: JsonNode.Parse(r.Facts)!.AsObject())).ToList();
        bool Says(string act, params (string Name, string Value)[] facts) => told.Exists(t => t.Act == act && Array.TrueForAll(facts, f => t.Facts[f.Name]?.ToString() == f.Value));
        if (!Says("poll.opened", ("roll", poll.RollHash!))) found.Add("the ledger does not know its roll");
        if (!Says("poll.opened", ("frozen", poll.FrozenHash()))) found.Add("what binds it was changed");
        if (ElectoralRoll.Hash(await db.RollLines.AsNoTracking().Where(l => l.PollId == poll.Id).ToListAsync(stop)) != (poll.CorrectedRollHash ?? poll.RollHash)) found.Add("the roll was changed");
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
}
