using System.Text.Json;
using System.Text.Json.Nodes;
using Forum.Domain.Voting;
using Forum.Voting;
using Forum.Voting.Record;

namespace Forum.Tests.Voting;

/// <summary>A record whose first line was forged: everything that it says is signed, not only the ballots.</summary>
public sealed class RecordForgeryTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<string[]> RecordAsync(string preset, string convener)
    {
        var poll = (await host.SendAsync(convener, new SetUpPoll("换电梯？", null, "yes-no-abstain", preset, "open", host.Now().AddDays(2)))).Value;
        Assert.True((await host.SendAsync(convener, new OpenPoll(poll))).Ok);
        Assert.True((await host.SendAsync("lin", new CastBallot(poll, Choice.Yes))).Ok);
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
