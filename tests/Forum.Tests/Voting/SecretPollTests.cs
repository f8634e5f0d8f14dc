using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Ledger;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Foundation.Outbox;
using Forum.Foundation.Storage;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Record;
using Forum.Voting.Tokens;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>Secret polls through the API: a token each, ballots that nobody can tie to a voter, a record that anybody can check.</summary>
public sealed class SecretPollTests(ForumHost host) : IClassFixture<ForumHost>
{
    private sealed record Cast(HttpStatusCode Status, string? Leaf, string? Promise, string? Code);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private async Task<PollId> OpenAsync(string method = "yes-no-abstain", string[]? options = null)
    {
        var director = await host.ApiAsync("director");
        var made = await director.PostAsJsonAsync("/api/v1/polls", new { question = "是否同意？", method, preset = "residents", secrecy = "secret", options, closesAt = host.Now().AddDays(1) });
        var id = (await JsonAsync(made)).GetProperty("id").GetString();
        (await director.PostAsJsonAsync($"/api/v1/polls/{id}/opening", new { })).EnsureSuccessStatusCode();
        return new(Guid.Parse(id!));
    }

    private async Task<(byte[] Message, byte[] Signature)> TokenAsync(string voter, PollId poll)
    {
        var client = await host.ApiAsync(voter);
        var token = new TokenClient((await JsonAsync(await client.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64());
        var answer = await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = token.Blinded });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (token.Message, token.Finalize((await JsonAsync(answer)).GetProperty("signature").GetBytesFromBase64()));
    }

    private async Task<Cast> CastAsync(PollId poll, (byte[] Message, byte[] Signature) token, object said, HttpClient? client = null)
    {
        var body = JsonSerializer.SerializeToNode(said)!.AsObject();
        (body["token"], body["signature"]) = (Convert.ToBase64String(token.Message), Convert.ToBase64String(token.Signature));
        var answer = await (client ?? host.CreateClient(new() { HandleCookies = false })).PostAsJsonAsync($"/api/v1/polls/{poll}/secret-ballots", body);
        var json = await JsonAsync(answer);
        string? Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
        return new(answer.StatusCode, Text("leaf"), Text("promise"), Text("code"));
    }

    private async Task<string[]> RecordAsync(PollId poll) => (await host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');

    private static string[] Broken(IEnumerable<string> record, string? promise = null, string? key = null) => [.. new RecordCheck(key, promise).Run(record).Where(f => !f.Holds).Select(f => f.Name)];

    [Fact]
    public async Task From_token_to_checked_record()
    {
        var poll = await OpenAsync();
        string[] voters = ["lin", "chen", "zhao", "wu", "steward", "volunteer"];
        List<Cast> casts = [];
        foreach (var (voter, i) in voters.Select((v, i) => (v, i))) casts.Add(await CastAsync(poll, await TokenAsync(voter, poll), new { choice = i < 4 ? "yes" : "no" }));
        Assert.All(casts, c => Assert.Equal(HttpStatusCode.Created, c.Status));

        // Before closing: no counts, no contents, and too few for a batch.
        Assert.Single(await RecordAsync(poll));
        Assert.Equal(HttpStatusCode.Conflict, (await host.CreateClient().GetAsync($"/api/v1/polls/{poll}/result")).StatusCode);

        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var result = await JsonAsync(await host.CreateClient().GetAsync($"/api/v1/polls/{poll}/result"));
        Assert.Equal(("passed", 4, 2), (result.GetProperty("outcome").GetString(), result.GetProperty("counts").GetProperty("yes").GetProperty("persons").GetInt32(), result.GetProperty("counts").GetProperty("no").GetProperty("persons").GetInt32()));
        var record = await RecordAsync(poll);
        Assert.Equal(7, record.Length);
        // A poll with one registrar reads as it did before there could be two.
        Assert.DoesNotContain("\"second", string.Concat(record));
        foreach (var cast in casts)
        {
            Assert.Empty(Broken(record, cast.Promise, host.Services.GetRequiredService<LogKey>().Verifier));
            var found = await JsonAsync(await host.CreateClient().PostAsJsonAsync($"/api/v1/polls/{poll}/record/inclusion", new { leaf = cast.Leaf }));
            Assert.True(MerkleTree.Includes(found.GetProperty("index").GetInt64(), found.GetProperty("size").GetInt64(), Convert.FromHexString(cast.Leaf!), [.. found.GetProperty("proof").EnumerateArray().Select(p => p.GetBytesFromBase64())], found.GetProperty("root").GetBytesFromBase64()));
        }
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Without_a_script_the_page_says_that_the_token_is_given_out_and_sends_nobody_for_another()
    {
        var poll = await OpenAsync();
        var lin = await Browser.SignedInAsync(host, "lin");
        string Desk() => lin.Page.QuerySelector("[data-step=desk]")!.TextContent;
        await lin.GoAsync($"/polls/{poll}");
        Assert.Contains("服务台", Desk());
        await TokenAsync("lin", poll);
        await lin.GoAsync($"/polls/{poll}");
        Assert.Contains("已经领走了", Desk());
        Assert.Contains("居务监督委员会", Desk());
        Assert.DoesNotContain("服务台", Desk());
    }

    [Fact]
    public async Task What_is_changed_dropped_added_or_forged_is_found_and_named()
    {
        var poll = await OpenAsync();
        List<Cast> casts = [];
        foreach (var voter in new[] { "lin", "chen", "zhao", "wu", "steward" }) casts.Add(await CastAsync(poll, await TokenAsync(voter, poll), new { choice = "yes" }));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var record = await RecordAsync(poll);
        Assert.Empty(Broken(record));

        string[] With(int line, string text) => [.. record.Select((l, i) => i == line ? text : l)];
        Assert.Equal(["log", "foreign", "missing", "count"], Broken(With(2, record[2].Replace("\"yes\"", "\"no\""))));
        Assert.Equal(["log-short", "whole", "missing", "channels", "count"], Broken(record.Where((_, i) => i != 3)));
        Assert.Contains("promise-secret", Broken(record.Where(l => Convert.ToHexStringLower(MerkleTree.LeafHash(System.Text.Encoding.UTF8.GetBytes(l))) != casts[0].Leaf), casts[0].Promise));
        Assert.Equal(["whole", "doubled", "tokens-once", "issued", "channels", "count"], Broken([.. record, record[1]]));
        Assert.Contains("tokens", Broken(With(1, record[1].Replace("\"token\":\"", "\"token\":\"A"))));
        Assert.Contains("answers", Broken(With(1, record[1].Replace("\"yes\"", "\"perhaps\""))));
        Assert.Contains("issued", Broken(With(0, record[0].Replace("\"issued\":5", "\"issued\":4"))));
        Assert.Contains("poll-key", Broken(With(0, record[0].Replace("\"keyHash\":\"", "\"keyHash\":\"0"))));
        Assert.Contains("verifier", Broken(record, null, "forum+00000000+AAAA"));
        Assert.Contains("promise-poll", Broken(record, (await PromiseOfAnotherPollAsync())));
        Assert.Equal(["header"], Broken(["{}"]));
        Assert.Equal(["header"], Broken([]));
        object Named(string name, IEnumerable<string> lines) => new RecordCheck().Run(lines).Single(f => f.Name == name).Facts[^1].Value;
        Assert.Equal("2, 3", Named("tokens-once", With(2, record[1])));
        Assert.Equal(("3", "2"), (Named("foreign", With(2, record[2].Replace("\"yes\"", "\"no\""))), Named("missing", With(2, record[2].Replace("\"yes\"", "\"no\"")))));
        Assert.Equal("3", Named("missing", record.Where((_, i) => i != 3)));
        Assert.Equal("2, 7", Named("doubled", [.. record, record[1]]));
    }

    private async Task<string> PromiseOfAnotherPollAsync()
    {
        var other = await OpenAsync();
        return (await CastAsync(other, await TokenAsync("lin", other), new { choice = "yes" })).Promise!;
    }

    [Fact]
    public async Task Who_asks_for_a_token_after_the_closing_is_told_that_voting_has_ended_and_not_of_a_ballot_that_they_never_had()
    {
        var poll = await OpenAsync();
        var client = await host.ApiAsync("lin");
        var token = new TokenClient((await JsonAsync(await client.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64());
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var refused = await JsonAsync(await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = token.Blinded }));
        Assert.Equal("token.too-late", refused.GetProperty("code").GetString());
        Assert.StartsWith("投票已于", refused.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_token_is_spent_once_and_a_ballot_is_final()
    {
        var (poll, other) = (await OpenAsync(), await OpenAsync());
        var token = await TokenAsync("lin", poll);
        Assert.Equal("token.not-signed", (await CastAsync(other, token, new { choice = "yes" })).Code);
        Assert.Equal("token.not-signed", (await CastAsync(poll, (token.Message, [.. token.Signature.Select((b, i) => i == 9 ? (byte)(b ^ 1) : b)]), new { choice = "yes" })).Code);
        Assert.Equal("token.not-signed", (await CastAsync(poll, ([.. token.Message.Reverse()], token.Signature), new { choice = "yes" })).Code);
        Assert.Equal("token.wrong", (await CastAsync(poll, (token.Message[..32], token.Signature), new { choice = "yes" })).Code);
        var first = await CastAsync(poll, token, new { choice = "yes" });
        // The answer was lost: the same again is the same.
        Assert.Equal(first, await CastAsync(poll, token, new { choice = "yes" }));
        Assert.Equal("token.spent", (await CastAsync(poll, token, new { choice = "no" })).Code);
        Assert.Equal("poll.secret-needs-token", (await host.SendAsync("chen", new CastBallot(poll, Choice.Yes))).Refusals[0].Code);
        Assert.Equal("ballot.carries-session", (await CastAsync(poll, await TokenAsync("chen", poll), new { choice = "yes" }, await host.ApiAsync("chen"))).Code);
    }

    public static TheoryData<byte[]> NoKeySigns() => new() { new byte[384], Enumerable.Repeat((byte)255, 384).ToArray(), (byte[])[.. new byte[383], 1], new byte[383], Array.Empty<byte>() };

    [Theory, MemberData(nameof(NoKeySigns))]
    public async Task What_no_key_can_sign_is_refused_and_spends_nothing(byte[] blinded)
    {
        var poll = await OpenAsync();
        var client = await host.ApiAsync("lin");
        var answer = await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded });
        Assert.Equal((HttpStatusCode.BadRequest, "token.wrong"), (answer.StatusCode, (await JsonAsync(answer)).GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Created, (await CastAsync(poll, await TokenAsync("lin", poll), new { choice = "yes" })).Status);
    }

    [Fact]
    public async Task Forty_casts_of_one_token_at_once_leave_one_ballot_and_one_answer()
    {
        var poll = await OpenAsync();
        var token = await TokenAsync("lin", poll);
        var casts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => CastAsync(poll, token, new { choice = i % 2 == 0 ? "yes" : "no" })));
        Assert.Single(casts.Where(c => c.Status == HttpStatusCode.Created).Select(c => c.Leaf).Distinct());
        Assert.Equal(20, casts.Count(c => c.Code == "token.spent"));
        Assert.Equal(1, await host.DbAsync(db => db.BoxedBallots.CountAsync(b => b.PollId == poll)));
    }

    [Fact]
    public async Task Two_devices_that_ask_at_once_get_one_token_and_the_same_device_gets_it_again()
    {
        var poll = await OpenAsync();
        var client = await host.ApiAsync("lin");
        var key = (await JsonAsync(await client.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64();
        var devices = Enumerable.Range(0, 8).Select(_ => new TokenClient(key)).ToList();
        var answers = await Task.WhenAll(devices.Select(d => client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = d.Blinded })));
        var got = answers.Zip(devices).Single(a => a.First.StatusCode == HttpStatusCode.Created);
        Assert.All(answers.Where(a => a != got.First), a => Assert.Equal(HttpStatusCode.Conflict, a.StatusCode));
        var again = await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = got.Second.Blinded });
        Assert.Equal(await got.First.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((1, 1), await host.DbAsync(async db => (await db.SpentLines.CountAsync(t => t.PollId == poll), (await db.Polls.SingleAsync(p => p.Id == poll)).Voted)));
    }

    [Fact]
    public async Task Who_is_not_on_the_roll_gets_none_and_the_key_is_the_one_in_the_ledger()
    {
        var poll = await OpenAsync();
        var blinded = new byte[384];
        blinded[383] = 5;
        Assert.Equal("poll.not-on-roll", (await host.SendAsync("care", new IssueToken(poll, blinded))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("lin.b", new IssueToken(poll, blinded))).Refusals[0].Code);
        var hash = (await JsonAsync(await host.CreateClient().GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("hash").GetString()!;
        var acts = await host.DbAsync(db => db.Ledger.AsNoTracking().Where(r => r.Subject == $"polls/{poll}").OrderBy(r => r.Seq).ToListAsync());
        Assert.Equal(["poll.set-up", "poll.key-made", "poll.bound", "poll.opened", "roll.sealed"], acts.Select(a => a.Act));
        Assert.Contains(hash, acts[1].Facts);
    }

    [Fact]
    public async Task Ballots_leave_no_trace_but_themselves()
    {
        var poll = await OpenAsync();
        var token = await TokenAsync("lin", poll);
        await host.DrainAsync();
        async Task<(int, int, int, int, long?)> TracesAsync() => await host.DbAsync(async db => (await db.Ledger.CountAsync(), await db.Set<OutboxRow>().CountAsync(), await db.Set<Forum.Foundation.Pipeline.OnceRow>().CountAsync(), await db.News.CountAsync(),
            (await db.Set<TopicRow>().SingleAsync(t => t.Topic == $"polls/{poll}")).Version));
        var before = await TracesAsync();
        var client = host.CreateClient(new() { HandleCookies = false });
        client.DefaultRequestHeaders.Add("Idempotency-Key", "mine");
        Assert.Equal(HttpStatusCode.Created, (await CastAsync(poll, token, new { choice = "no" }, client)).Status);
        Assert.Equal(before, await TracesAsync());
        Assert.Contains("WITHOUT ROWID", await host.DbAsync(db => db.Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE name = 'BoxedBallots'").SingleAsync()));
        // Neither time, nor account, nor a number in a row.
        Assert.Equal(["Batch", "Contents", "Place", "PollId"], typeof(BoxedBallot).GetProperties().Select(p => p.Name).Order());
    }

    [Fact]
    public async Task A_set_up_that_is_refused_leaves_no_key()
    {
        var director = await host.ApiAsync("director");
        Task<HttpResponseMessage> SetUpAsync(object more) => director.PostAsJsonAsync("/api/v1/polls", Merged(new { question = "是否同意？", method = "yes-no-abstain", preset = "residents", secrecy = "secret", closesAt = host.Now().AddDays(1) }, more));
        string[] Keys() => [.. Directory.GetFiles(Path.Combine(host.Folder, "keys"), "poll-*.key").Order()];
        var running = (await JsonAsync(await SetUpAsync(new { }))).GetProperty("id").GetString();
        Assert.True((await director.PostAsJsonAsync($"/api/v1/polls/{running}/opening", new { })).IsSuccessStatusCode);
        var before = Keys();
        Assert.Contains(Path.Combine(host.Folder, "keys", $"poll-{running}.key"), before);
        foreach (var (more, code) in new (object, string)[]
        {
            (new { papers = "last", entryHours = -5 }, "poll.entry-hours"), (new { after = running }, "poll.round-not-closed"), (new { preset = "owners-ordinary" }, "poll.committee-only"),
            (new { options = new[] { "甲" } }, "poll.no-options"), (new { method = "approval", options = new[] { "甲" } }, "poll.options"), (new { closesAt = host.Now() }, "poll.too-short"),
        })
        {
            var answer = await SetUpAsync(more);
            Assert.False(answer.IsSuccessStatusCode);
            if (code != "poll.committee-only") Assert.Equal(code, (await JsonAsync(answer)).GetProperty("code").GetString());
            Assert.Equal(before, Keys());
        }
    }

    private static Dictionary<string, object?> Merged(params object[] parts) => parts.SelectMany(p => p.GetType().GetProperties().Select(m => (m.Name, Value: m.GetValue(p)))).GroupBy(m => m.Name).ToDictionary(g => g.Key, g => g.Last().Value);

    [Fact]
    public async Task At_closing_the_key_is_destroyed_on_record_and_signs_nothing_more()
    {
        var poll = await OpenAsync();
        var file = Path.Combine(host.Folder, "keys", $"poll-{poll}.key");
        Assert.True(File.Exists(file));
        await TokenAsync("lin", poll);
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.DrainAsync();
        Assert.False(File.Exists(file));
        Assert.Null(await host.DbAsync(async db => (await db.PollKeys.SingleAsync(k => k.PollId == poll)).Wrapped));
        Assert.Equal("token.no-signature", (await host.SendAsync("lin", new SignToken(poll))).Refusals[0].Code);
        Assert.Contains("poll.key-destroyed", await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}").Select(r => r.Act).ToListAsync()));
    }

    [Fact]
    public async Task Who_only_took_a_token_is_not_told_as_having_voted()
    {
        var poll = await OpenAsync();
        await CastAsync(poll, await TokenAsync("lin", poll), new { choice = "yes" });
        await TokenAsync("chen", poll);
        async Task<string> RowAsync() => (await new Browser(host).GoAsync("/polls")).Page.QuerySelectorAll("ul.rows > li").Single(r => r.InnerHtml.Contains($"{poll}", StringComparison.Ordinal)).TextContent;
        async Task<(int?, int?)> ToldAsync() => (await host.SendAsync("lin", new ListPolls())).Value.Items.Where(p => p.Id == poll).Select(p => (p.Voted, p.Taken)).Single();
        async Task<(int?, int?)> SeenAsync() => (await host.SendAsync("lin", new GetPoll(poll))).Value is var seen ? (seen.Voted, seen.Taken) : default;
        Assert.Contains("已领票 2", await RowAsync());
        Assert.Equal((((int?)null, (int?)2), ((int?)null, (int?)2)), (await ToldAsync(), await SeenAsync()));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Contains("参加 1", await RowAsync());
        Assert.Equal((((int?)1, (int?)2), ((int?)1, (int?)2)), (await ToldAsync(), await SeenAsync()));
    }

    [Fact]
    public async Task Casting_against_closing_loses_none_and_leaves_none_late()
    {
        var poll = await OpenAsync();
        var tokens = await Task.WhenAll(new[] { "lin", "chen", "zhao", "wu", "steward", "volunteer", "household" }.Select(v => TokenAsync(v, poll)));
        await host.AdvanceAsync(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        var casts = tokens.Select(t => CastAsync(poll, t, new { choice = "abstain" })).ToList();
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        var counted = (await Task.WhenAll(casts)).Count(c => c.Status == HttpStatusCode.Created);
        Assert.Equal(counted, (int)(await host.SendAsync("lin", new GetResult(poll))).Value.Turnout.Persons);
        Assert.Equal(counted, (await RecordAsync(poll)).Length - 1);
        // Whoever lost the answer asks for it again, also now; of whom none was kept none is made.
        var late = await Task.WhenAll(tokens.Select(t => CastAsync(poll, t, new { choice = "abstain" })));
        Assert.Equal((counted, tokens.Length - counted), (late.Count(c => c.Status == HttpStatusCode.Created), late.Count(c => c.Code == "poll.closed")));
        Assert.Equal((await Task.WhenAll(casts)).Select(c => c.Promise), late.Select(c => c.Promise));
        Assert.Contains((await CastAsync(poll, tokens[0], new { choice = "yes" })).Code, (string[])["token.spent", "poll.closed"]);
        Assert.Equal(counted, (await RecordAsync(poll)).Length - 1);
    }

    [Fact]
    public async Task Enough_ballots_are_published_as_hashes_while_the_poll_is_open_and_stay_first_in_the_record()
    {
        var poll = await OpenAsync("irv", ["甲", "乙", "丙"]);
        var promises = new List<string>();
        foreach (var voter in Enumerable.Range(1, 60).Select(i => $"owner.{i}").Concat(["lin", "chen", "zhao", "wu", "steward", "volunteer", "household"]))
        {
            if (promises.Count == PublicRecord.Enough + 2) break;
            try { promises.Add((await CastAsync(poll, await TokenAsync(voter, poll), new { ranking = new[] { new[] { "乙" }, ["甲"] } })).Promise!); }
            catch (Exception nobody) when (nobody is HttpRequestException or Xunit.Sdk.XunitException) { }
            if (promises.Count == PublicRecord.Enough) await host.Services.GetRequiredService<DueRunner>().RunAsync(default);
        }
        Assert.Equal(PublicRecord.Enough + 2, promises.Count);
        var open = await RecordAsync(poll);
        Assert.Equal(PublicRecord.SmallestBatch + 1, open.Length);
        Assert.DoesNotContain("answer", string.Concat(open));
        // The others stay back, so that the last batch is no smaller.
        Assert.All(promises, p => Assert.Empty(Broken(open, p)));
        Assert.Equal(PublicRecord.SmallestBatch, promises.Count(p => new RecordCheck(promise: p).Run(open).Any(f => f.Name == "promise")));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var record = await RecordAsync(poll);
        Assert.Empty(Broken(record, promises[^1]));
        Assert.Equal(open.Skip(1).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("leaf").GetString()), record.Skip(1).Take(PublicRecord.SmallestBatch).Select(l => Convert.ToHexStringLower(MerkleTree.LeafHash(System.Text.Encoding.UTF8.GetBytes(l)))));
        Assert.Equal("乙", (await host.SendAsync("lin", new GetResult(poll))).Value.Count!.Winners.Single());
    }

    [Theory]
    [InlineData("UPDATE SecretBallots SET Choice = 2")]
    [InlineData("DELETE FROM SecretBallots")]
    [InlineData("UPDATE BoxedBallots SET Contents = x'00'")]
    [InlineData("DELETE FROM BoxedBallots")]
    [InlineData("UPDATE SpentLines SET Blinded = x'00'")]
    [InlineData("DELETE FROM SpentLines")]
    [InlineData("UPDATE PollKeys SET Public = x'00'")]
    [InlineData("UPDATE PollKeys SET Wrapped = x'00'")]
    [InlineData("DELETE FROM Checkpoints")]
    [InlineData("UPDATE Polls SET KeyHash = 'x' WHERE State = 2")]
    [InlineData("UPDATE Polls SET LotSeed = 'ab' WHERE State = 2")]
    [InlineData("UPDATE Polls SET CommunityId = PlaceId, Number = 'x' WHERE State = 2")]
    [InlineData("INSERT INTO Ballots (PollId, VoterId, AccountId, CommunityId, Choice, Version, Receipt, CastAt) SELECT PollId, VoterId, AccountId, CommunityId, 1, 1, 'x', 0 FROM SpentLines LIMIT 1")]
    public async Task The_database_refuses_what_is_final(string sql)
    {
        var poll = await OpenAsync();
        await CastAsync(poll, await TokenAsync("lin", poll), new { choice = "yes" });
        if (sql.Contains("Checkpoints") || sql.Contains(" SecretBallots")) await host.AdvanceAsync(TimeSpan.FromDays(1));
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }

    [Fact]
    public async Task Open_polls_have_a_record_too_without_voters()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(1)))).Value;
        await host.SendAsync("director", new OpenPoll(poll));
        var before = (await host.SendAsync("lin", new CastBallot(poll, Choice.Yes))).Value.Receipt;
        var receipt = (await host.SendAsync("lin", new CastBallot(poll, Choice.No))).Value.Receipt;
        await host.SendAsync("chen", new CastBallot(poll, Choice.Yes));
        // What is on its way is told from what was never here.
        async Task<string> WhyAsync(string asked) => (await host.SendAsync("lin", new GetInclusion(poll, asked))).Refusals[0].Code;
        Assert.Equal(["record.not-yet", "record.replaced", "record.not-here", "record.by-receipt"], [await WhyAsync(receipt), await WhyAsync(before), await WhyAsync(new string('a', 40)), await WhyAsync(new string('a', 64))]);
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var record = await RecordAsync(poll);
        Assert.Equal(3, record.Length);
        Assert.Empty(Broken(record));
        Assert.Equal("no", (await host.SendAsync("wu", new GetInclusion(poll, receipt))).Value.Answer);
        Assert.Equal("record.not-in", (await host.SendAsync("wu", new GetInclusion(poll, new string('a', 40)))).Refusals[0].Code);
        Assert.DoesNotContain(receipt, string.Concat(await host.DbAsync(db => db.Ledger.Select(r => r.Facts).ToListAsync())));
    }

    [Fact]
    public async Task A_secret_receipt_that_waits_is_told_from_one_that_somebody_made_up()
    {
        var poll = await OpenAsync();
        var leaf = (await CastAsync(poll, await TokenAsync("lin", poll), new { choice = "yes" })).Leaf!;
        async Task<string> WhyAsync(string asked) => (await JsonAsync(await host.CreateClient().PostAsJsonAsync($"/api/v1/polls/{poll}/record/inclusion", new { leaf = asked }))).GetProperty("code").GetString()!;
        // No address has it, which others may log.
        Assert.Equal("record.ask-by-post", (await JsonAsync(await host.CreateClient().GetAsync($"/api/v1/polls/{poll}/record/inclusion?leaf={leaf}"))).GetProperty("code").GetString());
        Assert.Contains("网址", await host.CreateClient().GetStringAsync($"/polls/{poll}/record?leaf={leaf}"));
        Assert.Equal(["record.not-yet", "record.not-here", "record.not-here"], [await WhyAsync(leaf), await WhyAsync(new string('a', 64)), await WhyAsync(new string('a', 40))]);
    }

    [Fact]
    public async Task Owners_votes_are_never_secret()
    {
        Assert.Equal("poll.owners-open", (await host.SendAsync("owners.chair", new SetUpPoll("是否同意？", null, "yes-no-abstain", "owners-ordinary", "secret", host.Now().AddDays(1)))).Refusals[0].Code);
        Assert.Equal("poll.secrecy", (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "hidden", host.Now().AddDays(1)))).Refusals[0].Code);
    }
}
