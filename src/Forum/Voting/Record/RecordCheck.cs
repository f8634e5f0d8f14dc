using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Domain.Voting.Methods;

namespace Forum.Voting.Record;

/// <summary>One thing that was checked of a record, and whether it holds. Its name has a text: <c>verify.NAME</c>, and <c>verify.NAME.broken</c>.</summary>
public sealed record Finding(string Name, bool Holds, params Fact[] Facts);

/// <summary>
/// Checks a poll's record by itself, away from the portal that wrote it: what is signed, what is counted, what adds up.
/// A key or promise that the reader has from elsewhere ties the record to what the portal once said.
/// </summary>
public sealed class RecordCheck(string? verifier = null, string? promise = null)
{
    private const int MostNamed = 5;

    public IReadOnlyList<Finding> Run(IEnumerable<string> lines)
    {
        using var reading = lines.GetEnumerator();
        if (!reading.MoveNext() || RecordHeader.Read(reading.Current) is not var (header, line)) return [new("header", false)];
        // By the key that was given: whoever signs a record anew with a key of their own could have it name an honest neighbour's ballot.
        if (LogKey.ReadVerifier(verifier ?? header.Verifier) is not var (name, key)) return [new(verifier is null ? "header" : "verifier", false)];
        var signed = RecordHeader.IsSigned(header, line, name, key);
        List<string> leaves = [];
        while (reading.MoveNext()) leaves.Add(reading.Current);
        var hashes = leaves.Select(l => header.Leaves == "ballots" ? MerkleTree.LeafHash(Encoding.UTF8.GetBytes(l)) : LeafShape.HashOf(l) ?? []).ToArray();
        List<Finding> found = [new("header", true, new("poll", header.Number), new("leaves", leaves.Count)), new("signature", signed)];
        if (verifier is not null) found.Add(new("verifier", verifier == header.Verifier));
        if (!LeafShape.IsOfOneStage(header)) found.Add(new("stage", false));
        if (!LeafShape.Fits(header)) found.Add(new("secrecy", false));
        found.AddRange(Checkpoints(header, name, key, hashes));
        if (signed) found.AddRange(Marked(header, hashes));
        if (promise is not null) found.Add(Promise(header, name, key, hashes, signed));
        var misshapen = Enumerable.Range(0, leaves.Count).AsParallel().Where(i => !LeafShape.Fits(header, leaves[i])).Select(i => i + 1).ToList();
        if (misshapen.Count > 0) found.Add(new(header.Leaves != "ballots" ? "shape-hashes" : header.Secrecy == "secret" ? "shape-secret" : "shape-open", false, Lines(misshapen)));
        if (header.Leaves != "ballots") return [.. found, new("open", true)];
        found.AddRange(header.Secrecy == "secret" ? Tokens(header, leaves) : [Receipts(leaves)]);
        found.AddRange(Turnout(header, leaves.Count));
        found.AddRange(Count(header, leaves));
        return found;
    }

    // Nothing where the line is not what it should be.
    private static T? Read<T>(string line, Func<JsonElement, T?> read) where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return read(json.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or KeyNotFoundException or InvalidOperationException) { return null; }
    }

    // Each checkpoint signed, each the root of so many first leaves, the last of all: so the log only ever grew.
    private static IEnumerable<Finding> Checkpoints(PollRecord header, string name, byte[] key, byte[][] hashes)
    {
        var (edge, at, covered, sound, broken, bad) = (new MerkleEdge(), 0, 0L, 0L, new List<long>(), new List<int>());
        foreach (var (number, note) in header.Checkpoints.Index())
        {
            if (LogKey.Verified(note, name, key) is not { } text || Checkpoint.Read(text) is not { } checkpoint || checkpoint.Origin != header.Origin || checkpoint.Size < covered)
            {
                bad.Add(number + 1);
                continue;
            }
            for (; at < Math.Min(checkpoint.Size, hashes.Length); at++) edge.Add(hashes[at]);
            covered = checkpoint.Size;
            if (at < covered || !edge.Root().AsSpan().SequenceEqual(checkpoint.Root)) broken.Add(checkpoint.Size);
            else if (broken.Count == 0) sound = covered;
        }
        yield return new("checkpoint-signature", bad.Count == 0, new("count", header.Checkpoints.Count), new("numbers", Some(bad)));
        if (bad.Count > 0 && bad.Count == header.Checkpoints.Count) yield break;
        // What the marks name falls with the signature of the first line; between which checkpoints it lies is signed by itself.
        var first = broken.FirstOrDefault();
        yield return new(first <= hashes.Length ? "log" : sound == hashes.Length ? "log-end" : "log-short", broken.Count == 0, new("sizes", string.Join(", ", broken)), new("from", sound + 2), new("to", Math.Min(first, hashes.Length) + 1), new("size", at), new("lacks", covered - hashes.Length));
        yield return new("whole", covered == hashes.Length, new("checked", covered), new("leaves", hashes.Length));
    }

    // Which line it is, where the log says that something is wrong.
    private static IEnumerable<Finding> Marked(PollRecord header, byte[][] hashes)
    {
        if (RecordMarks.Compare(header.Marks, hashes) is not var (foreign, doubled, missing, displaced)) { yield return new("marks", false); yield break; }
        if (foreign.Count > 0) yield return new("foreign", false, Lines(foreign));
        if (doubled.Count > 0) yield return new("doubled", false, Lines(doubled));
        if (missing.Count > 0) yield return new("missing", false, new Fact("count", missing.Count), new Fact("ballots", Some(missing)));
        if (displaced is { } first) yield return new("order", false, Lines([first]));
    }

    private Finding Promise(PollRecord header, string name, byte[] key, byte[][] hashes, bool signed)
    {
        // A forged receipt, one of another poll and a ballot left out are three different things to a voter.
        if (LogKey.Verified(promise!, name, key) is not { } promised) return new("promise-signature", false);
        if (!promised.StartsWith($"{header.Origin}\npromise\n", StringComparison.Ordinal)) return new("promise-poll", false);
        var leaf = LogKey.LeafOf(header.Origin, promised);
        if (leaf is not null && hashes.Any(h => h.AsSpan().SequenceEqual(leaf))) return new("promise", true);
        if (leaf is not null && header.Replaced?.Contains(Convert.ToHexStringLower(leaf)) == true) return new("promise-replaced", false);
        // An open poll keeps ballots back, so that whoever comes late does not stand alone; one that was published bears a mark, whatever became of its line.
        return leaf is not null && header.Leaves == "hashes" && !(signed && RecordMarks.Has(header.Marks, leaf)) ? new("promise-not-yet", true) : new(header.Secrecy == "secret" ? "promise-secret" : "promise", false);
    }

    private static IEnumerable<Finding> Tokens(PollRecord header, IReadOnlyList<string> leaves)
    {
        using var key = RSA.Create();
        using var second = header.SecondKey is null && header.SecondKeyHash is null ? null : RSA.Create();
        var readable = header.Key is { } text && TryImport(key, text);
        yield return new("poll-key", readable && VotingToken.HashOf(Convert.FromBase64String(header.Key!)) == header.KeyHash, new Fact("hash", header.KeyHash ?? ""));
        var both = second is null || (header.SecondKey is { } other && other != header.Key && TryImport(second, other));
        if (second is not null) yield return new("second-key", both && VotingToken.HashOf(Convert.FromBase64String(header.SecondKey!)) == header.SecondKeyHash, new Fact("hash", header.SecondKeyHash ?? ""));
        if (!readable || !both) yield break;
        var (spent, single) = (new string?[leaves.Count], new bool[leaves.Count]);
        Parallel.For(0, leaves.Count, () => (First: RSA.Create(key.ExportParameters(false)), Second: second is null ? null : RSA.Create(second.ExportParameters(false))), (i, _, own) =>
        {
            var token = Token(header, leaves[i]);
            spent[i] = token is not null && token.IsSignedBy(own.First) ? token.Hash : null;
            single[i] = token is null ? second is not null : !token.IsCountersignedBy(own.Second);
            return own;
        }, own =>
        {
            own.First.Dispose();
            own.Second?.Dispose();
        });
        var (forged, twice) = (Enumerable.Range(1, spent.Length).Where(i => spent[i - 1] is null).ToList(), Doubled(spent));
        yield return new("tokens", forged.Count == 0, Lines(forged));
        var unsigned = Enumerable.Range(1, single.Length).Where(i => single[i - 1]).ToList();
        if (second is not null || unsigned.Count > 0) yield return new("second-signatures", unsigned.Count == 0, Lines(unsigned));
        yield return new("tokens-once", twice.Count == 0, Lines(twice));
    }

    private static bool TryImport(RSA key, string text)
    {
        try { key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _); return key.KeySize >= VotingToken.KeyBits; }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException) { return false; }
    }

    private static VotingToken? Token(PollRecord header, string line) => Read(line, leaf =>
        leaf.GetProperty("poll").GetString() == header.Poll ? new VotingToken(leaf.GetProperty("token").GetBytesFromBase64(), leaf.GetProperty("signature").GetBytesFromBase64(), leaf.TryGetProperty("secondSignature", out var second) ? second.GetBytesFromBase64() : null) : null);

    private static Finding Receipts(IReadOnlyList<string> leaves)
    {
        var twice = Doubled(leaves);
        return new("receipts-once", twice.Count == 0, Lines(twice));
    }

    // All of those that say the same: which of them was there first, the file does not tell.
    private static List<int> Doubled(IEnumerable<string?> all) => [.. all.Index().Where(one => one.Item is not null).GroupBy(one => one.Item, one => one.Index + 1).Where(same => same.Skip(1).Any()).SelectMany(same => same)];

    private static IEnumerable<Finding> Turnout(PollRecord header, int ballots)
    {
        if (header.Issued is { } issued) yield return new("issued", ballots <= issued && issued <= header.Roll.Persons, new("ballots", ballots), new("issued", issued), new("roll", header.Roll.Persons));
        else yield return new("roll", ballots <= header.Roll.Persons, new("ballots", ballots), new("roll", header.Roll.Persons));
    }

    private static IEnumerable<Finding> Count(PollRecord header, IReadOnlyList<string> leaves)
    {
        if (header.Channels is { } ways) yield return new("channels", ways.Cast == leaves.Count, new("channels", ways.Cast), new("leaves", leaves.Count));
        // A lot that was promised and is not told could have been drawn again until it suited.
        if (header.LotHash is not null || header.LotSeed is not null) yield return new("lot", header.LotSeed is { } seed && Lot.HashOf(seed) == header.LotHash);
        if (header.Rule.CountsArea) { yield return new("sealed", true); yield break; }
        if (MethodNames.Of(header.Method) is not { } method || (method.SpendsBudget() && header.Spending() is null)) { yield return new("header", false); yield break; }
        List<string> answers = [];
        List<int> wrong = [];
        for (var i = 0; i < leaves.Count; i++)
            if (Read(leaves[i], leaf => leaf.GetProperty("answer").GetString()) is { } text && Answer.Read(text, method, header.Options.Count).Ok) answers.Add(text);
            else wrong.Add(i + 1);
        yield return new("answers", wrong.Count == 0, Lines(wrong));
        var again = Recount.Of(new(method, header.Options, header.Seats, header.LotSeed, header.Roll, header.Spending(), UnrankedNames.Of(header.Unranked) ?? Unranked.Below), header.Rule, answers);
        yield return new("count", again.Hash == header.TallyHash, new("hash", again.Hash), new("told", header.TallyHash ?? ""));
        yield return new("outcome", PollRecord.WordOf(again.Outcome) == header.Outcome, new("outcome", again.Outcome), new("told", (object?)PollRecord.OutcomeOf(header.Outcome) ?? header.Outcome ?? ""));
    }

    // The line in the file is one more than the number of the ballot.
    private static Fact Lines(IEnumerable<int> ballots) => new("lines", Some([.. ballots.Order().Select(n => n + 1)]));

    private static string Some(IReadOnlyList<int> numbers) => string.Join(", ", numbers.Take(MostNamed)) + (numbers.Count > MostNamed ? $" … ({numbers.Count})" : "");
}
