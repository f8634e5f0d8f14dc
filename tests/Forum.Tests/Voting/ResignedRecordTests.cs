using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>Records that whoever holds the record's key wrote anew: what the first line says of secrecy spares no ballot its check.</summary>
public sealed class ResignedRecordTests(ForumHost host) : IClassFixture<ForumHost>
{
    private LogKey Key => host.Services.GetRequiredService<LogKey>();

    private async Task<(PollRecord Header, string[] Leaves)> RecordAsync(string secrecy, string preset = "residents", string convener = "director")
    {
        var poll = (await host.SendAsync(convener, new SetUpPoll("换电梯？", null, "yes-no-abstain", preset, secrecy, host.Now().AddDays(2)))).Value;
        Assert.True((await host.SendAsync(convener, new OpenPoll(poll))).Ok);
        foreach (var voter in new[] { "lin", "chen", "zhao" })
            if (secrecy == "open") Assert.True((await host.SendAsync(voter, new CastBallot(poll, Choice.Yes))).Ok);
            else await CastSecretAsync(poll, voter);
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        return await ReadAsync(poll);
    }

    private async Task<(PollRecord Header, string[] Leaves)> ReadAsync(PollId poll)
    {
        var lines = (await host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');
        return (RecordHeader.Read(lines[0])!.Value.Says, lines[1..]);
    }

    private async Task CastSecretAsync(PollId poll, string voter)
    {
        using var client = await host.ApiAsync(voter);
        var token = new TokenClient((await client.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/key")).GetProperty("key").GetBytesFromBase64());
        var signed = await (await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = token.Blinded })).Content.ReadFromJsonAsync<JsonElement>();
        using var nobody = host.CreateClient(new() { HandleCookies = false });
        Assert.True((await nobody.PostAsJsonAsync($"/api/v1/polls/{poll}/secret-ballots", new { token = token.Message, signature = token.Finalize(signed.GetProperty("signature").GetBytesFromBase64()), choice = "yes" })).IsSuccessStatusCode);
    }

    private Finding[] Broken(PollRecord header, string[] leaves) => [.. new RecordCheck(Key.Verifier).Run([Encoding.UTF8.GetString(RecordHeader.Sign(header, Key)), .. leaves]).Where(f => !f.Holds)];

    private string[] Named(PollRecord header, string[] leaves) => [.. Broken(header, leaves).Select(f => f.Name)];

    // Tree, marks, numbers and tally made to fit the lines.
    private PollRecord Fitted(PollRecord header, string[] leaves)
    {
        var hashes = leaves.Select(l => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(l))).ToArray();
        var told = header with
        {
            Checkpoints = [Key.Sign(new Checkpoint(header.Origin, hashes.Length, MerkleTree.Root(hashes)).Text)], Marks = Convert.ToBase64String(RecordMarks.Of([.. hashes.SelectMany(h => h)])), Channels = header.Channels! with { Online = leaves.Length },
        };
        return told with { TallyHash = (string)new RecordCheck().Run([Encoding.UTF8.GetString(RecordHeader.Sign(told, Key)), .. leaves]).Single(f => f.Name == "count").Facts[0].Value };
    }

    [Fact]
    public async Task A_secret_poll_called_open_is_found_with_each_line_that_bears_a_token()
    {
        var (header, leaves) = await RecordAsync("secret");
        Assert.Empty(Named(header, leaves));
        Assert.Equal(["secrecy", "shape-open"], Named(header with { Secrecy = "open" }, leaves));
        var open = header with { Secrecy = "open", Issued = null, Key = null, KeyHash = null };
        Assert.Equal("2, 3, 4", Assert.Single(Broken(open, leaves)).Facts[^1].Value);
        string[] more = [.. leaves, Encoding.UTF8.GetString(BallotLeaf.OfSecret(new(Guid.Parse(header.Poll)), new(RandomNumberGenerator.GetBytes(64), RandomNumberGenerator.GetBytes(384)), "no"))];
        Assert.Equal(["shape-open"], Named(Fitted(open, more), more));
        Assert.Equal(["secrecy", "shape-open"], Named(header with { Secrecy = "Secret" }, leaves));
    }

    [Fact]
    public async Task A_secret_polls_first_line_says_how_many_tokens_there_were_and_by_which_key()
    {
        var (header, leaves) = await RecordAsync("secret");
        Assert.Equal(["secrecy"], Named(header with { Issued = null }, leaves));
        Assert.Contains("secrecy", Named(header with { Key = null }, leaves));
        Assert.Contains("secrecy", Named(header with { KeyHash = null }, leaves));
    }

    [Theory]
    [InlineData("open", "residents", "director")]
    [InlineData("open", "owners-ordinary", "owners.chair")]
    [InlineData("secret", "residents", "director")]
    public async Task A_line_of_another_kind_or_with_anything_more_is_named(string secrecy, string preset, string convener)
    {
        var (header, leaves) = await RecordAsync(secrecy, preset, convener);
        Assert.Empty(Named(header, leaves));
        var poll = new PollId(Guid.Parse(header.Poll));
        var open = secrecy == "open";
        string[] foreign =
        [
            Encoding.UTF8.GetString(open ? BallotLeaf.OfSecret(poll, new(RandomNumberGenerator.GetBytes(64), RandomNumberGenerator.GetBytes(384)), "yes") : BallotLeaf.OfOpen(poll, new string('a', 40), "yes")),
            Encoding.UTF8.GetString(preset == "residents" ? BallotLeaf.OfWeighed(poll, new string('a', 40), "yes", 9000) : BallotLeaf.OfOpen(poll, new string('a', 40), "yes")),
            leaves[0].Replace($"\"{poll}\"", $"\"{Guid.NewGuid()}\""), leaves[0].Replace("{", "{\"a\":1,"), leaves[0].Replace(",", ", "), "[]",
        ];
        foreach (var line in foreign) Assert.Equal("3", Broken(header, [leaves[0], line, leaves[2]]).Single(f => f.Name == $"shape-{secrecy}").Facts[^1].Value);
    }

    [Fact]
    public async Task Hashes_instead_of_ballots_come_without_a_result()
    {
        var (header, leaves) = await RecordAsync("open");
        string[] hashes = [.. leaves.Select(l => JsonSerializer.Serialize(new { leaf = Convert.ToHexStringLower(MerkleTree.LeafHash(Encoding.UTF8.GetBytes(l))) }))];
        foreach (var word in new[] { "hashes", "others" }) Assert.Equal(["stage"], Named(header with { Leaves = word }, hashes));
        Assert.Equal(["stage"], Named(header with { Leaves = "hashes", Outcome = null, TallyHash = null, Channels = null, LotSeed = null, Replaced = [] }, hashes));
        Assert.Empty(Named(header with { Leaves = "hashes", Outcome = null, TallyHash = null, Channels = null, LotSeed = null, Replaced = null }, hashes));
    }
}
