using System.Text;
using Forum.Domain.Kernel;
using Forum.Domain.Ledger;
using Forum.Domain.Organisation;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Voting.Record;
using Microsoft.Extensions.Configuration;

namespace Forum.Tests.Voting;

/// <summary>Records of an open poll, hashes alone: what waits is not missed, and every wrong line is named by its own number in the file.</summary>
public sealed class RecordLinesTests : IDisposable
{
    private const int First = 6, All = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("forum-lines-").FullName;
    private readonly PollId _poll = new(Guid.NewGuid());
    private readonly LogKey _key;
    private readonly byte[][] _hashes = [.. Enumerable.Range(0, All).Select(n => MerkleTree.LeafHash([(byte)n]))];
    private readonly string[] _record;

    public RecordLinesTests()
    {
        _key = KeyIn("portal");
        _record = [Signed(Header(_key), _key), .. _hashes.Select(Line)];
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private LogKey KeyIn(string name) => new(new KeyFolder(Path.Combine(_folder, name)), new ConfigurationBuilder().Build());

    private static string Line(byte[] hash) => $"{{\"leaf\":\"{Convert.ToHexStringLower(hash)}\"}}";

    private static string Signed(PollRecord header, LogKey key) => Encoding.UTF8.GetString(RecordHeader.Sign(header, key));

    private PollRecord Header(LogKey key, IEnumerable<byte[]>? marked = null) => new(
        PollRecord.Edition, key.Origin(_poll), key.Verifier, _poll.ToString(), "2026-000001", "?", "yes-no-abstain", [], 1, "secret", DecisionRules.Of("residents")!, new(90, 0), "", null, null, 30, "key", "hash", null, null, "hashes", null, null, null,
        [.. new[] { First, All }.Select(size => key.Sign(new Checkpoint(key.Origin(_poll), size, MerkleTree.Root(_hashes[..size])).Text))], Marks: Convert.ToBase64String(RecordMarks.Of([.. (marked ?? _hashes).SelectMany(h => h)])));

    private Finding[] Run(IEnumerable<string> lines, string? promise = null) => [.. new RecordCheck(_key.Verifier, promise).Run(lines)];

    // What is broken, and the lines or numbers that are named.
    private string[] Broken(IEnumerable<string> lines) => [.. Run(lines).Where(f => !f.Holds).Select(f => string.Join(' ', [f.Name, .. f.Facts.Where(fact => fact.Name is "lines" or "numbers").Select(fact => fact.Value)]))];

    private string[] With(int line, string text) => [.. _record.Select((l, i) => i == line - 1 ? text : l)];

    private static string Said(Finding finding) => string.Join(' ', [finding.Name, .. finding.Facts.Where(f => f.Name is "from" or "to" or "lacks").Select(f => $"{f.Value}")]);

    private string Log(IEnumerable<string> lines) => Said(Run(lines).Single(f => f.Name.StartsWith("log", StringComparison.Ordinal)));

    [Fact]
    public void A_receipt_whose_ballot_is_still_kept_back_waits_and_nothing_is_wrong()
    {
        Assert.Empty(Broken(_record));
        Assert.Contains(Run(_record, _key.Promise(_poll, _hashes[3])), f => f is { Name: "promise", Holds: true });
        var waiting = Run(_record, _key.Promise(_poll, MerkleTree.LeafHash("waits"u8)));
        Assert.All(waiting, f => Assert.True(f.Holds, f.Name));
        Assert.Contains(waiting, f => f.Name == "promise-not-yet");
        // One that was published bears a mark: dropped, it is missed.
        var dropped = Run(_record.Where((_, line) => line != 4), _key.Promise(_poll, _hashes[3]));
        Assert.Contains(dropped, f => f is { Name: "promise-secret", Holds: false });
        Assert.DoesNotContain(dropped, f => f.Name == "promise-not-yet");
    }

    [Fact]
    public void A_change_in_either_half_of_a_hash_names_its_line()
    {
        foreach (var at in new[] { 0, 31 })
        {
            var changed = _hashes[4].ToArray();
            changed[at] ^= 1;
            Assert.Equal(["log", "foreign 6", "missing"], Broken(With(6, Line(changed))));
        }
    }

    [Theory]
    [InlineData("{\"answer\":\"yes\",\"leaf\":\"#\"}")]
    [InlineData("{\"leaf\":\"#\",\"leaf\":\"#\"}")]
    [InlineData("{\"leaf\": \"#\"}")]
    [InlineData("{\"leaf\":\"#00\"}")]
    [InlineData("{\"leaf\":\"\"}")]
    [InlineData(" {\"leaf\":\"#\"}")]
    [InlineData("#")]
    [InlineData("")]
    public void A_line_that_is_not_just_a_hash_is_named(string line) => Assert.Equal(["log", "foreign 6", "missing", "shape-hashes 6"], Broken(With(6, line.Replace("#", Convert.ToHexStringLower(_hashes[4])))));

    [Fact]
    public void A_hash_in_capitals_is_named() => Assert.Contains("shape-hashes 6", Broken(With(6, _record[5].ToUpperInvariant().Replace("LEAF", "leaf"))));

    [Fact]
    public void Blank_lines_are_named_and_move_no_other_lines_number()
    {
        string[] moved = [_record[0], "", "", .. With(6, Line(MerkleTree.LeafHash("changed"u8)))[1..]];
        Assert.Equal(["log", "whole", "foreign 2, 3, 8", "missing", "shape-hashes 2, 3"], Broken(moved));
    }

    [Fact]
    public void Of_a_doubled_ballot_both_lines_are_named_wherever_the_copy_stands()
    {
        Assert.Equal(["log", "whole", "doubled 2, 7"], Broken([_record[0], _record[5], .. _record[1..]]));
        Assert.Equal(["whole", "doubled 6, 12"], Broken([.. _record, _record[5]]));
    }

    [Fact]
    public void A_first_line_that_another_key_signed_names_no_honest_ballot()
    {
        var other = KeyIn("other");
        string[] framed = [Signed(Header(other, _hashes.Select((h, i) => i == 3 ? MerkleTree.LeafHash("framed"u8) : h)), other), .. _record[1..]];
        Assert.Equal(["signature", "verifier", "checkpoint-signature 1, 2"], Broken(framed));
        // A receipt of the portal's is not blamed for it.
        Assert.Contains(Run(framed, _key.Promise(_poll, _hashes[3])), f => f is { Name: "promise", Holds: true });
    }

    [Fact]
    public void Between_which_lines_it_lies_stays_within_the_file_and_a_missing_end_is_called_so()
    {
        Assert.Equal("log 2 7 0", Log(With(3, _record[8])));
        Assert.Equal("log 8 11 0", Log(With(9, _record[3])));
        Assert.Equal("log-short 8 10 1", Log(_record[..^1]));
        Assert.Equal("log-end 8 7 4", Log(_record[..(First + 1)]));
        Assert.Equal("log-short 2 4 7", Log(_record[..4]));
        Assert.Equal("log-end 2 1 10", Log(_record[..1]));
    }

    [Fact]
    public void A_checkpoint_that_is_not_signed_is_numbered_and_the_others_are_held_to()
    {
        var header = Header(_key);
        string Unsigned(int at) => Signed(header with { Checkpoints = [.. header.Checkpoints.Select((note, i) => i == at ? note.Replace(" ", "  ") : note)] }, _key);
        Assert.Equal(["checkpoint-signature 1"], Broken([Unsigned(0), .. _record[1..]]));
        Assert.Equal(["checkpoint-signature 2", "whole"], Broken([Unsigned(1), .. _record[1..]]));
        Assert.Equal(["checkpoint-signature 1", "log", "foreign 3", "missing"], Broken([Unsigned(0), .. With(3, Line(MerkleTree.LeafHash("changed"u8)))[1..]]));
    }
}
