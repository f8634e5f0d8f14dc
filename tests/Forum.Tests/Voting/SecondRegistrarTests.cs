using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>Two registrars through the API: the portal and the supervision committee's device sign each token, or it is none.</summary>
public sealed class SecondRegistrarTests(ForumHost host) : IClassFixture<ForumHost>
{
    private sealed record Token(byte[] Message, byte[] Signature, byte[]? Second);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode ? null : (await JsonAsync(answer)).GetProperty("code").GetString();

    private async Task<string> DraftAsync(string secrecy = "secret", string? papers = null)
    {
        var made = await (await host.ApiAsync("director")).PostAsJsonAsync("/api/v1/polls", new { question = "是否同意？", method = "yes-no-abstain", preset = "residents", secrecy, secondRegistrar = true, papers, entryHours = papers is null ? 0 : 12, closesAt = host.Now().AddDays(1) });
        return made.IsSuccessStatusCode ? (await JsonAsync(made)).GetProperty("id").GetString()! : (await CodeAsync(made))!;
    }

    private async Task<HttpResponseMessage> OpenAsync(string poll) => await (await host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{poll}/opening", new { });

    private async Task<(string Poll, CommitteeDevice Device)> OpenedAsync(string? papers = null)
    {
        var poll = await DraftAsync(papers: papers);
        var device = new CommitteeDevice(await host.ApiAsync("supervisor"), poll);
        (await device.GiveKeyAsync()).EnsureSuccessStatusCode();
        (await OpenAsync(poll)).EnsureSuccessStatusCode();
        return (poll, device);
    }

    // The voter's side up to the portal's signature; the committee's comes when it signs.
    private async Task<Func<Task<Token>>> AskAsync(string voter, string poll)
    {
        var client = await host.ApiAsync(voter);
        var keys = await JsonAsync(await client.GetAsync($"/api/v1/polls/{poll}/key"));
        var first = new TokenClient(keys.GetProperty("key").GetBytesFromBase64());
        var second = new TokenClient(keys.GetProperty("secondKey").GetBytesFromBase64(), first.Message);
        var answer = await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = first.Blinded, secondBlinded = second.Blinded });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var signature = first.Finalize((await JsonAsync(answer)).GetProperty("signature").GetBytesFromBase64());
        return async () =>
        {
            var waited = (await JsonAsync(await client.GetAsync($"/api/v1/polls/{poll}/tokens/second"))).GetProperty("signature");
            return new(first.Message, signature, waited.ValueKind == JsonValueKind.Null ? null : second.Finalize(waited.GetBytesFromBase64()));
        };
    }

    private async Task<string?> CastAsync(string poll, Token token, string choice = "yes") => await CodeAsync(await host.CreateClient(new() { HandleCookies = false })
        .PostAsJsonAsync($"/api/v1/polls/{poll}/secret-ballots", new { token = token.Message, signature = token.Signature, secondSignature = token.Second, choice }));

    private async Task<string[]> RecordAsync(string poll) => (await host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');

    private static string[] Broken(IEnumerable<string> record) => [.. new RecordCheck().Run(record).Where(f => !f.Holds).Select(f => f.Name)];

    private static PollId IdOf(string poll) => new(Guid.Parse(poll));

    [Fact]
    public async Task From_the_committees_key_to_a_record_with_both_signatures()
    {
        var poll = await DraftAsync();
        Assert.Equal("poll.second-key-missing", await CodeAsync(await OpenAsync(poll)));
        var supervisor = await host.ApiAsync("supervisor");
        Assert.Contains("registrar.key", (await JsonAsync(await supervisor.GetAsync("/api/v1/queue"))).GetProperty("items").EnumerateArray().Where(i => i.GetProperty("id").GetString() == poll).Select(i => i.GetProperty("kind").GetString()));
        using var device = new CommitteeDevice(supervisor, poll);
        Assert.Null(await CodeAsync(await device.GiveKeyAsync()));
        Assert.Null(await CodeAsync(await OpenAsync(poll)));

        var asked = new List<Func<Task<Token>>>();
        foreach (var voter in new[] { "lin", "chen", "zhao" }) asked.Add(await AskAsync(voter, poll));
        var waits = await asked[0]();
        Assert.Null(waits.Second);
        Assert.Equal("token.not-countersigned", await CastAsync(poll, waits));
        var work = await device.WorkAsync();
        Assert.Equal((3, 3), (work.GetProperty("waiting").GetInt32(), work.GetProperty("lines").GetArrayLength()));
        Assert.All(work.GetProperty("lines").EnumerateArray(), l => Assert.Contains("＊", l.GetProperty("name").GetString()));
        await device.SignAllAsync();
        Assert.Equal((0, 3), ((await device.WorkAsync()).GetProperty("waiting").GetInt32(), (await device.WorkAsync()).GetProperty("signed").GetInt32()));
        foreach (var token in asked) Assert.Null(await CastAsync(poll, await token()));
        await host.DrainAsync();
        Assert.Contains("会签", await (await host.ApiAsync("lin")).GetStringAsync("/api/v1/news"));

        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var record = await RecordAsync(poll);
        Assert.Equal(4, record.Length);
        Assert.Empty(Broken(record));
        Assert.Contains(new RecordCheck().Run(record), f => f is { Name: "second-signatures", Holds: true });
        Assert.Contains("poll.second-key-made", await ActsAsync(poll));
        Assert.Contains("tokens.countersigned", await ActsAsync(poll));
        Assert.Empty(await host.CheckAsync());
    }

    private Task<List<string>> ActsAsync(string poll) => host.DbAsync(db => db.Ledger.AsNoTracking().Where(r => r.Subject == $"polls/{poll}").OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync());

    [Fact]
    public async Task A_record_whose_second_signature_is_missing_forged_of_another_poll_or_swapped_is_found()
    {
        var ((poll, device), (other, otherDevice)) = (await OpenedAsync(), await OpenedAsync());
        var tokens = new List<Func<Task<Token>>>();
        foreach (var voter in new[] { "lin", "chen" }) tokens.Add(await AskAsync(voter, poll));
        var strange = await AskAsync("lin", other);
        await device.SignAllAsync();
        await otherDevice.SignAllAsync();
        foreach (var token in tokens) Assert.Null(await CastAsync(poll, await token()));
        Assert.Null(await CastAsync(other, await strange()));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var (record, foreign) = (await RecordAsync(poll), await RecordAsync(other));
        Assert.Empty(Broken(record));

        string Leaf(string line, Action<System.Text.Json.Nodes.JsonObject> change)
        {
            var leaf = System.Text.Json.Nodes.JsonNode.Parse(line)!.AsObject();
            change(leaf);
            return leaf.ToJsonString();
        }
        string[] With(string line) => [record[0], line, record[2]];
        Assert.Contains("second-signatures", Broken(With(Leaf(record[1], l => l.Remove("secondSignature")))));
        Assert.DoesNotContain("tokens", Broken(With(Leaf(record[1], l => l.Remove("secondSignature")))));
        Assert.Contains("second-signatures", Broken(With(Leaf(record[1], l => l["secondSignature"] = (string?)System.Text.Json.Nodes.JsonNode.Parse(record[2])!["secondSignature"]))));
        Assert.Contains("second-signatures", Broken(With(Leaf(record[1], l => l["secondSignature"] = (string?)System.Text.Json.Nodes.JsonNode.Parse(foreign[1])!["secondSignature"]))));
        var swapped = Broken(With(Leaf(record[1], l => (l["signature"], l["secondSignature"]) = ((string?)l["secondSignature"], (string?)l["signature"]))));
        Assert.Contains("tokens", swapped);
        Assert.Contains("second-signatures", swapped);
        Assert.Equal("2", new RecordCheck().Run(With(Leaf(record[1], l => l.Remove("secondSignature")))).Single(f => f.Name == "second-signatures").Facts[0].Value);

        string[] Header(Action<System.Text.Json.Nodes.JsonObject> change) => [Leaf(record[0], change), .. record[1..]];
        Assert.Contains("second-key", Broken(Header(h => h["secondKey"] = (string?)h["key"])));
        Assert.Contains("second-key", Broken(Header(h => h["secondKeyHash"] = new string('0', 64))));
        Assert.Contains("second-key", Broken(Header(h => h.Remove("secondKey"))));
        // Where the header hides the second registrar, the ballots give it away.
        Assert.Contains("second-signatures", Broken(Header(h => { h.Remove("secondKey"); h.Remove("secondKeyHash"); })));
        Assert.Contains("tokens", Broken(Header(h => (h["key"], h["keyHash"], h["secondKey"], h["secondKeyHash"]) = ((string?)h["secondKey"], (string?)h["secondKeyHash"], (string?)h["key"], (string?)h["keyHash"]))));
    }

    [Fact]
    public async Task Casting_needs_both_signatures_each_by_its_own_key()
    {
        var ((poll, device), (other, otherDevice)) = (await OpenedAsync(), await OpenedAsync());
        var (ask, strange) = (await AskAsync("lin", poll), await AskAsync("lin", other));
        await device.SignAllAsync();
        await otherDevice.SignAllAsync();
        var (token, foreign) = (await ask(), await strange());
        Assert.Equal("token.not-countersigned", await CastAsync(poll, token with { Second = null }));
        Assert.Equal("token.not-countersigned", await CastAsync(poll, token with { Second = foreign.Second }));
        Assert.Equal("token.not-countersigned", await CastAsync(poll, token with { Second = token.Signature }));
        Assert.Equal("token.not-signed", await CastAsync(poll, token with { Signature = token.Second!, Second = token.Signature }));
        Assert.Equal("token.not-signed", await CastAsync(poll, foreign));
        Assert.Equal("token.wrong", await CastAsync(poll, token with { Second = [1, 2] }));
        Assert.Null(await CastAsync(poll, token));
        Assert.Null(await CastAsync(poll, token));
        Assert.Equal("token.spent", await CastAsync(poll, token, "no"));
    }

    [Fact]
    public async Task A_key_is_taken_from_the_committee_alone_and_only_a_right_one()
    {
        var poll = await DraftAsync();
        var supervisor = await host.ApiAsync("supervisor");
        Task<string?> GiveAsync(HttpClient who, byte[] key) => AnswerAsync(who.PostAsJsonAsync($"/api/v1/polls/{poll}/second-key", new { key }));
        static async Task<string?> AnswerAsync(Task<HttpResponseMessage> answer) => await CodeAsync(await answer);
        using var small = RSA.Create(2048);
        var portal = (await JsonAsync(await supervisor.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64();
        using var device = new CommitteeDevice(supervisor, poll);
        Assert.Equal("registrar.key-wrong", await GiveAsync(supervisor, small.ExportSubjectPublicKeyInfo()));
        Assert.Equal("registrar.key-wrong", await GiveAsync(supervisor, [1, 2, 3]));
        Assert.Equal("registrar.same-key", await GiveAsync(supervisor, portal));
        Assert.Equal("forbidden", await GiveAsync(await host.ApiAsync("director"), device.Public));
        Assert.Equal("not-found", await GiveAsync(await host.ApiAsync("director.b"), device.Public));
        foreach (var path in new[] { "second-signatures", "roll/lines/voters" })
            Assert.Equal("forbidden", await CodeAsync(await (await host.ApiAsync("director")).GetAsync($"/api/v1/polls/{poll}/{path}")));
        Assert.Equal("registrar.needs-secret", await DraftAsync("open"));

        // Two devices at once: one key stands, the other device hears of it, and may replace it by naming it.
        var devices = Enumerable.Range(0, 4).Select(_ => new CommitteeDevice(supervisor, poll)).ToList();
        var codes = await Task.WhenAll(devices.Select(async d => await CodeAsync(await d.GiveKeyAsync())));
        Assert.Equal((1, 3), (codes.Count(c => c is null), codes.Count(c => c == "registrar.key-there")));
        Assert.Null(await CodeAsync(await device.GiveKeyAsync((await device.WorkAsync()).GetProperty("keyHash").GetString())));
        (await OpenAsync(poll)).EnsureSuccessStatusCode();
        Assert.Equal("poll.opened", await CodeAsync(await devices[0].GiveKeyAsync(VotingToken.HashOf(device.Public))));
    }

    [Fact]
    public async Task A_line_asks_once_for_both_however_many_devices_ask_at_once()
    {
        var (poll, device) = await OpenedAsync();
        var client = await host.ApiAsync("lin");
        var keys = await JsonAsync(await client.GetAsync($"/api/v1/polls/{poll}/key"));
        var pairs = Enumerable.Range(0, 6).Select(_ => (First: new TokenClient(keys.GetProperty("key").GetBytesFromBase64()), Second: new TokenClient(device.Public))).ToList();
        Assert.Equal("token.second-blinded", await CodeAsync(await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = pairs[0].First.Blinded })));
        foreach (var wrong in new[] { Enumerable.Repeat((byte)255, 384).ToArray(), new byte[384], [.. new byte[383], 1] })
            Assert.Equal("token.wrong", await CodeAsync(await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = pairs[0].First.Blinded, secondBlinded = wrong })));
        var answers = await Task.WhenAll(pairs.Select(p => client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = p.First.Blinded, secondBlinded = p.Second.Blinded })));
        var (won, pair) = answers.Zip(pairs).Single(a => a.First.StatusCode == HttpStatusCode.Created);
        Assert.Equal(await won.Content.ReadAsStringAsync(), await (await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = pair.First.Blinded, secondBlinded = pair.Second.Blinded })).Content.ReadAsStringAsync());
        Assert.Equal("token.already-issued", await CodeAsync(await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = pair.First.Blinded, secondBlinded = new TokenClient(device.Public).Blinded })));
        Assert.Equal(1, (await device.WorkAsync()).GetProperty("waiting").GetInt32());
    }

    [Fact]
    public async Task Signatures_are_checked_and_handing_them_in_twice_or_at_once_keeps_each_once()
    {
        var (poll, device) = await OpenedAsync();
        foreach (var voter in new[] { "lin", "chen", "zhao" }) await AskAsync(voter, poll);
        var signed = await device.SignedAsync();
        byte[] forged = [.. (byte[])signed[0]["signature"]];
        forged[9] ^= 1;
        Assert.Equal("registrar.signature-wrong", await CodeAsync(await device.HandInAsync([new() { ["line"] = signed[0]["line"], ["signature"] = forged }])));
        Assert.Equal("registrar.signature-wrong", await CodeAsync(await device.HandInAsync([signed[0], new() { ["line"] = signed[1]["line"], ["signature"] = signed[2]["signature"] }])));
        Assert.Equal("registrar.signature-wrong", await CodeAsync(await device.HandInAsync([new() { ["line"] = Guid.NewGuid(), ["signature"] = signed[0]["signature"] }])));
        Assert.Equal("registrar.signatures", await CodeAsync(await device.HandInAsync([])));
        Assert.Equal("registrar.signatures", await CodeAsync(await device.HandInAsync([new() { ["signature"] = signed[0]["signature"] }])));
        // Of a batch with one wrong signature none is kept.
        Assert.Equal(0, await host.DbAsync(db => db.SecondSignatures.CountAsync(s => s.PollId == IdOf(poll))));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => device.HandInAsync(signed)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.NoContent, a.StatusCode));
        Assert.Equal(3, await host.DbAsync(db => db.SecondSignatures.CountAsync(s => s.PollId == IdOf(poll))));
        Assert.Single(await ActsAsync(poll), a => a == "tokens.countersigned");
    }

    [Fact]
    public async Task Casting_against_closing_counts_what_was_taken_and_after_it_nothing_is_signed()
    {
        var (poll, device) = await OpenedAsync();
        var asked = new List<Func<Task<Token>>>();
        foreach (var voter in new[] { "lin", "chen", "zhao", "wu", "steward" }) asked.Add(await AskAsync(voter, poll));
        await device.SignAllAsync();
        var late = await AskAsync("volunteer", poll);
        var signed = await device.SignedAsync();
        var tokens = await Task.WhenAll(asked.Select(a => a()));
        await host.AdvanceAsync(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        var casts = tokens.Select(t => CastAsync(poll, t)).ToList();
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        var counted = (await Task.WhenAll(casts)).Count(c => c is null);
        Assert.Equal(counted, (int)(await host.SendAsync("lin", new GetResult(IdOf(poll)))).Value.Turnout.Persons);
        Assert.Equal("poll.over", await CodeAsync(await device.HandInAsync(signed)));
        Assert.Null((await late()).Second);
        Assert.Empty(Broken(await RecordAsync(poll)));
    }

    [Fact]
    public async Task The_committee_reports_its_key_gone_after_the_closing_once()
    {
        var (poll, device) = await OpenedAsync();
        var supervisor = await host.ApiAsync("supervisor");
        async Task<string?> ReportAsync() => await CodeAsync(await supervisor.PostAsJsonAsync($"/api/v1/polls/{poll}/second-key/destruction", new { }));
        Assert.Equal("registrar.still-needed", await ReportAsync());
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Contains("registrar.delete", await supervisor.GetStringAsync("/api/v1/queue"));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReportAsync())), Assert.Null);
        Assert.Single(await ActsAsync(poll), a => a == "poll.second-key-destroyed");
        Assert.True((await device.WorkAsync()).GetProperty("destroyed").GetBoolean());
        Assert.DoesNotContain(poll, await supervisor.GetStringAsync("/api/v1/queue"));
    }

    [Theory]
    [InlineData("UPDATE SecondKeys SET Public = x'00'")]
    [InlineData("UPDATE SecondKeys SET DestroyedAt = 1")]
    [InlineData("DELETE FROM SecondKeys")]
    [InlineData("UPDATE SecondSignatures SET Signature = x'00'")]
    [InlineData("DELETE FROM SecondSignatures")]
    [InlineData("UPDATE Polls SET SecondKeyHash = 'x' WHERE State = 2 AND SecondRegistrar")]
    [InlineData("UPDATE Polls SET SecondRegistrar = 0 WHERE State = 2 AND SecondRegistrar")]
    [InlineData("UPDATE BoxedBallots SET Contents = x'00'")]
    [InlineData("INSERT INTO SecretBallots (PollId, TokenHash, Message, Signature, Choice) SELECT PollId, 'x', x'00', x'00', 1 FROM SpentLines WHERE SecondBlinded IS NOT NULL LIMIT 1")]
    public async Task The_database_refuses_what_is_final(string sql)
    {
        var (poll, device) = await OpenedAsync();
        var token = await AskAsync("lin", poll);
        await device.SignAllAsync();
        Assert.Null(await CastAsync(poll, await token()));
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }
}
