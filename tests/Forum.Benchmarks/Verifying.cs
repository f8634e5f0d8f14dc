using System.Diagnostics;
using System.Security.Cryptography;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Shared;
using Forum.Voting.Record;
using Microsoft.Extensions.Configuration;

namespace Forum.Benchmarks;

/// <summary><c>verify</c> on the record of a secret poll with 100,000 ballots, as a whole process.</summary>
public static class Verifying
{
    private const int Ballots = 100_000;

    public static async Task RunAsync(Report report)
    {
        var folder = Server.NewFolder();
        var file = Path.Combine(folder, "record.jsonl");
        Write(file, new LogKey(new KeyFolder(folder), new ConfigurationBuilder().Build()));
        for (var round = 1; round <= 2; round++)
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Forum.dll"), "verify", file]) { RedirectStandardOutput = true };
            start.Environment["Forum__DataDirectory"] = folder;
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            var told = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            report.Add($"verify, {Ballots:N0} secret ballots, {new FileInfo(file).Length >> 20} MB", $"{watch.Elapsed.TotalSeconds:F1} s", process.ExitCode == 0 ? $"{told.Count(c => c == '✓')} checks hold" : "does not hold");
        }
    }

    private static void Write(string file, LogKey log)
    {
        var poll = new PollId(Guid.NewGuid());
        using var key = RSA.Create(VotingToken.KeyBits);
        var (secret, open) = (key.ExportPkcs8PrivateKey(), key.ExportSubjectPublicKeyInfo());
        byte[][] leaves = [.. Tokens.Make(Ballots, secret).Select((token, i) => BallotLeaf.OfSecret(poll, token, i % 3 == 0 ? "no" : "yes"))];
        byte[][] hashes = [.. leaves.Select(leaf => MerkleTree.LeafHash(leaf))];
        var edge = new MerkleEdge();
        foreach (var hash in hashes) edge.Add(hash);
        var (rule, terms) = (DecisionRules.Of("residents")!, new CountingTerms(VotingMethod.YesNoAbstain, [], 1, null, new(Ballots, 0)));
        var count = Recount.Of(terms, rule, leaves.Select((_, i) => i % 3 == 0 ? "no" : "yes"));
        var header = new PollRecord(PollRecord.Edition, log.Origin(poll), log.Verifier, poll.ToString(), "2026-000001", "?", "yes-no-abstain", [], 1, "secret", rule, terms.Roll, "", null, null, Ballots, Convert.ToBase64String(open), VotingToken.HashOf(open),
            null, null, "ballots", PollRecord.WordOf(count.Outcome), count.Hash, new(Ballots, 0, 0, 0), [log.Sign(new Checkpoint(log.Origin(poll), edge.Size, edge.Root()).Text)]) { Marks = Convert.ToBase64String(RecordMarks.Of([.. hashes.SelectMany(h => h)])) };
        using var stream = File.Create(file);
        stream.Write(RecordHeader.Sign(header, log));
        foreach (var leaf in leaves) { stream.WriteByte((byte)'\n'); stream.Write(leaf); }
    }
}
