using System.Text.Json;
using System.Text.Json.Nodes;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Texts;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>A record whose first line was forged: everything that it says is signed, not only the ballots.</summary>
public sealed class RecordForgeryTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<string[]> RecordAsync(string preset, string convener)
    {
        var poll = (await host.SendAsync(convener, new SetUpPoll("换电梯？", null, "yes-no-abstain", preset, "open", host.Now().AddDays(2)))).Value;
        Assert.True((await host.SendAsync(convener, new OpenPoll(poll))).Ok);
        foreach (var (voter, choice) in new[] { ("lin", Choice.Yes), ("chen", Choice.No), ("zhao", Choice.Yes) }) Assert.True((await host.SendAsync(voter, new CastBallot(poll, choice))).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        return (await host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');
    }

    private static string[] Broken(params string[] record) => [.. new RecordCheck().Run(record).Where(f => !f.Holds).Select(f => f.Name)];

    private static string With(string header, Action<JsonObject> change)
    {
        var line = JsonNode.Parse(header)!.AsObject();
        change(line);
        return line.ToJsonString(PollRecord.Json);
    }

    [Theory]
    [InlineData("residents", "director")]
    [InlineData("owners-ordinary", "owners.chair")]
    public async Task Whatever_the_first_line_says_is_signed(string preset, string convener)
    {
        var record = await RecordAsync(preset, convener);
        Assert.Empty(Broken(record));
        Assert.Empty(Broken([With(record[0], _ => { }), .. record[1..]]));
        foreach (var (name, value) in JsonNode.Parse(record[0])!.AsObject().Where(m => m.Key is not ("record" or "verifier")).ToList())
        {
            // What is needed to read the record at all is missed as such.
            Assert.Contains(Broken([With(record[0], h => h.Remove(name)), .. record[1..]])[0], (string[])["signature", "header"]);
            if (value is JsonValue && value.GetValueKind() == JsonValueKind.String) Assert.Equal("signature", Broken([With(record[0], h => h[name] = $"x{value}"), .. record[1..]])[0]);
        }
        Assert.Contains("signature", Broken([With(record[0], h => h["added"] = 1), .. record[1..]]));
        foreach (var without in new Action<JsonObject>[] { h => h.Remove("verifier"), h => h["verifier"] = null, h => h["verifier"] = "x", h => h["options"] = JsonNode.Parse("[null]"), h => h["checkpoints"] = JsonNode.Parse("[null]"), h => h["replaced"] = JsonNode.Parse("[null]"), h => h["rule"]!["quorum"] = null, h => h["rule"]!.AsObject().Remove("majority") }) Assert.Equal(["header"], Broken([With(record[0], without), .. record[1..]]));
    }

    [Fact]
    public async Task All_ballots_gone_and_the_numbers_made_to_fit_is_found()
    {
        var record = await RecordAsync("owners-ordinary", "owners.chair");
        Assert.Contains("signature", Broken(With(record[0], h =>
        {
            (h["checkpoints"], h["marks"], h["outcome"]) = (new JsonArray(), "", "no-quorum");
            h["channels"]!["online"] = 0;
        })));
    }

    [Fact]
    public async Task Of_ballots_that_change_places_the_first_line_is_named()
    {
        var record = await RecordAsync("residents", "director");
        Assert.Equal(["log", "order"], Broken(record[0], record[1], record[3], record[2]));
        Assert.Equal("✗ 票的顺序和公布时不一样，第一处不对的：第3行", Verified([record[0], record[1], record[3], record[2]]).Errors[^1]);
    }

    [Fact]
    public async Task Marks_that_were_written_anew_hide_no_changed_ballot()
    {
        var record = await RecordAsync("residents", "director");
        var changed = record[2].Contains("\"yes\"") ? record[2].Replace("\"yes\"", "\"no\"") : record[2].Replace("\"no\"", "\"yes\"");
        string[] forged = [record[0], record[1], changed, record[3]];
        forged[0] = With(record[0], h => h["marks"] = Convert.ToBase64String(RecordMarks.Of([.. forged[1..].SelectMany(l => MerkleTree.LeafHash(System.Text.Encoding.UTF8.GetBytes(l)))])));
        Assert.Equal(["signature", "log", "count"], Broken(forged).Where(n => n != "outcome"));
        // The checkpoints say between which lines it is: signed after each batch, and by nobody else.
        var sizes = JsonNode.Parse(record[0])!["checkpoints"]!.AsArray().Select(c => int.Parse(c!.GetValue<string>().Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var (from, to) = (sizes.LastOrDefault(s => s < 2) + 2, sizes.First(s => s >= 2) + 1);
        Assert.Contains(Verified(forged).Errors, line => line.Contains($"第 {from} 行到第 {to} 行之间"));
    }

    [Fact]
    public void A_line_that_was_ground_to_begin_like_another_is_named_and_not_the_other()
    {
        var honest = Enumerable.Range(0, 3).Select(n => MerkleTree.LeafHash([(byte)n])).ToArray();
        // What a minute's grinding reaches, and far more.
        byte[] ground = [.. honest[2][..16], .. MerkleTree.LeafHash("ground"u8)[16..]];
        var marks = Convert.ToBase64String(RecordMarks.Of([.. honest.SelectMany(h => h)]));
        var found = RecordMarks.Compare(marks, [ground, honest[0], honest[1], honest[2]])!.Value;
        Assert.Equal([1], found.Foreign);
        Assert.Empty(found.Missing);
        found = RecordMarks.Compare(marks, [honest[0], honest[1], ground])!.Value;
        Assert.Equal([3], found.Foreign);
        Assert.Equal([3], found.Missing);
    }

    [Fact]
    public async Task An_outcome_is_told_in_one_language()
    {
        var record = await RecordAsync("residents", "director");
        var (code, told) = Verified([With(record[0], h => h["outcome"] = "failed"), .. record[1..]]);
        Assert.Equal(1, code);
        Assert.Contains(told, line => line.Contains("公布的是 没有通过"));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var missing = Path.Combine(host.Folder, "none.jsonl");
        foreach (var asked in new string[][] { [missing], [host.Folder], ["--promise", missing, typeof(RecordForgeryTests).Assembly.Location] })
        {
            using StringWriter output = new(), errors = new();
            Assert.Equal(2, VerifyVerb.Run(asked, host.Services.GetRequiredService<TextBook>(), output, errors));
            Assert.Contains("没有这个文件", errors.ToString());
        }
    }

    [Fact]
    public async Task What_a_record_says_begins_no_line_of_its_own_and_moves_no_cursor()
    {
        var record = await RecordAsync("residents", "director");
        var file = Path.Combine(host.Folder, "forged.jsonl");
        File.WriteAllLines(file, [With(record[0], h => h["number"] = "1\n✓ 都对\u001b[8m\u202e"), .. record[1..]]);
        using StringWriter output = new();
        Assert.Equal(1, VerifyVerb.Run([file], host.Services.GetRequiredService<TextBook>(), output, output));
        Assert.Contains("都对", output.ToString());
        Assert.DoesNotContain(output.ToString().Split('\n'), line => line.StartsWith("✓ 都对", StringComparison.Ordinal) || line.Contains('\u001b') || line.Contains('\u202e'));
    }

    private (int Code, string[] Errors) Verified(string[] record)
    {
        var file = Path.Combine(host.Folder, "record.jsonl");
        File.WriteAllLines(file, record);
        using StringWriter output = new(), errors = new();
        return (VerifyVerb.Run([file], host.Services.GetRequiredService<TextBook>(), output, errors), errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("{\"record\":\"forum-poll-record/1\"}")]
    [InlineData("{\"record\":\"forum-poll-record/1\",\"record\":\"forum-poll-record/1\"}")]
    [InlineData("null")]
    public void Rubbish_is_no_first_line(string line) => Assert.Equal(["header"], Broken(line));

    [Fact]
    public async Task A_member_said_twice_is_refused()
    {
        var record = await RecordAsync("residents", "director");
        Assert.Equal(["header"], Broken([$"{{\"outcome\":\"passed\",{record[0][1..]}", .. record[1..]]));
    }
}
