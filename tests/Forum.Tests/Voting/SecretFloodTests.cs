using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Storage;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>Secret polls under pressure: forgeries, and a record of many ballots.</summary>
public sealed class SecretFloodTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private async Task<PollId> OpenAsync()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "secret", host.Now().AddDays(1)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        return poll;
    }

    [Fact]
    public async Task A_flood_of_forgeries_is_refused_without_the_writer()
    {
        var (poll, voter, nobody) = (await OpenAsync(), await host.ApiAsync("lin"), host.CreateClient(new() { HandleCookies = false }));
        var token = new TokenClient((await JsonAsync(await nobody.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64());
        var signature = token.Finalize((await JsonAsync(await voter.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = token.Blinded }))).GetProperty("signature").GetBytesFromBase64());
        Task<HttpResponseMessage> CastAsync(PollId at, byte[] message, string choice = "yes") => nobody.PostAsJsonAsync($"/api/v1/polls/{at}/secret-ballots", new { token = message, signature, choice });

        await using var scope = host.Services.CreateAsyncScope();
        var writing = await scope.ServiceProvider.GetRequiredService<IForumStorage>().BeginAsync(scope.ServiceProvider.GetRequiredService<ForumDb>(), default);
        Task<HttpResponseMessage> genuine;
        try
        {
            // As long as somebody else writes, a good ballot waits; what is worthless is answered all the same.
            genuine = CastAsync(poll, token.Message);
            var forged = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => CastAsync(poll, [.. token.Message[..63], (byte)(token.Message[63] ^ (i + 1))])));
            Assert.All(await Task.WhenAll(forged.Select(JsonAsync)), f => Assert.Equal("token.not-signed", f.GetProperty("code").GetString()));
            Assert.Equal("choice.wrong", (await JsonAsync(await CastAsync(poll, token.Message, "甲"))).GetProperty("code").GetString());
            Assert.Equal("not-found", (await JsonAsync(await CastAsync(new(Guid.NewGuid()), token.Message))).GetProperty("code").GetString());
            Assert.False(genuine.IsCompleted);
        }
        finally { await writing.DisposeAsync(); }
        Assert.Equal(HttpStatusCode.Created, (await genuine).StatusCode);
    }

    [Fact]
    public async Task A_long_record_is_whole_in_order_and_proves_each_leaf()
    {
        const int ballots = 1_100;
        var poll = await OpenAsync();
        await host.BoxAsync(poll, ballots, i => i % 3 == 0 ? Choice.No : Choice.Yes);
        var visitor = host.CreateClient(new() { HandleCookies = false });
        // While it is open, in two batches, of which the second comes between somebody's questions.
        await host.SendAsPortalAsync(await host.DbAsync(async db => (await db.Polls.FindAsync(poll))!.CommunityId), new PublishBatch(poll));
        var before = (await visitor.GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');
        Assert.Equal(ballots - PublicRecord.SmallestBatch + 1, before.Length);
        await host.BoxAsync(poll, 30, _ => Choice.Abstain);
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var record = (await visitor.GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');
        var hashes = record[1..].Select(l => MerkleTree.LeafHash(System.Text.Encoding.UTF8.GetBytes(l))).ToArray();
        Assert.Equal(ballots + 30, hashes.Length);
        Assert.Equal(before[1..], hashes[..(ballots - PublicRecord.SmallestBatch)].Select(h => $"{{\"leaf\":\"{Convert.ToHexStringLower(h)}\"}}"));
        var findings = new RecordCheck().Run(record);
        // These tokens bear no signature, and no line was spent on them.
        Assert.Equal(["tokens", "issued"], findings.Where(f => !f.Holds).Select(f => f.Name));
        foreach (var i in new[] { 0, 499, 500, ballots - 1, ballots, ballots + 29 })
        {
            var found = await JsonAsync(await visitor.PostAsJsonAsync($"/api/v1/polls/{poll}/record/inclusion", new { leaf = Convert.ToHexString(hashes[i]) }));
            Assert.Equal(i, found.GetProperty("index").GetInt64());
            Assert.Equal(JsonDocument.Parse(record[i + 1]).RootElement.GetProperty("answer").GetString(), found.GetProperty("answer").GetString());
            Assert.True(MerkleTree.Includes(i, hashes.Length, hashes[i], [.. found.GetProperty("proof").EnumerateArray().Select(p => p.GetBytesFromBase64())], MerkleTree.Root(hashes)));
            Assert.Equal(MerkleTree.Root(hashes), found.GetProperty("root").GetBytesFromBase64());
        }
        Assert.Equal("record.not-in", (await JsonAsync(await visitor.PostAsJsonAsync($"/api/v1/polls/{poll}/record/inclusion", new { leaf = new string('z', 64) }))).GetProperty("code").GetString());
    }
}
