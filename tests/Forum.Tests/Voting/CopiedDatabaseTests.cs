using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>What somebody learns who copies the database's files while a secret poll is open, holds them against its record later, or reads the file after the closing.</summary>
public sealed class CopiedDatabaseTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static readonly string[] Options = ["长廊加灯", "铺路", "种树", "修亭子", "加长椅", "换门", "装栏杆", "粉刷", "修车棚", "加充电桩", "清沟"];

    private async Task<PollId> OpenAsync(string method = "yes-no-abstain", IReadOnlyList<string>? options = null)
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, method, "residents", "secret", host.Now().AddDays(1), options))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        return poll;
    }

    private async Task CastAsync(PollId poll, string voter, object says)
    {
        using var client = await host.ApiAsync(voter);
        var token = new TokenClient((await client.GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/key")).GetProperty("key").GetBytesFromBase64());
        var signed = await (await client.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = token.Blinded })).Content.ReadFromJsonAsync<JsonElement>();
        var ballot = JsonSerializer.SerializeToNode(says)!.AsObject();
        (ballot["token"], ballot["signature"]) = (Convert.ToBase64String(token.Message), Convert.ToBase64String(token.Finalize(signed.GetProperty("signature").GetBytesFromBase64())));
        using var nobody = host.CreateClient(new() { HandleCookies = false });
        Assert.Equal(HttpStatusCode.Created, (await nobody.PostAsJsonAsync($"/api/v1/polls/{poll}/secret-ballots", ballot)).StatusCode);
    }

    // The tables and the journal, as a backup or a snapshot of the disk has them, without the key folder.
    private async Task<string> CopyAsync()
    {
        var all = new StringBuilder();
        foreach (var name in Directory.GetFiles(host.Folder, "forum.db*"))
        {
            await using var file = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var text = new StreamReader(file, Encoding.Latin1);
            all.Append(await text.ReadToEndAsync());
        }
        return all.ToString();
    }

    private async Task<List<string>> TokensAsync(PollId poll) =>
        [.. (await host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n').Skip(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("token").GetString()!)];

    [Fact]
    public async Task Nothing_of_the_record_is_found_in_a_copy_that_was_made_while_the_poll_was_open()
    {
        var poll = await OpenAsync();
        await CastAsync(poll, "lin", new { choice = "yes" });
        // One token was taken, one ballot is there: whoever reads it knows whose it is.
        var one = await CopyAsync();
        foreach (var voter in new[] { "chen", "zhao" }) await CastAsync(poll, voter, new { choice = "no" });
        var all = await CopyAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.DrainAsync();
        var (tokens, closed) = (await TokensAsync(poll), await CopyAsync());
        Assert.Equal(3, tokens.Count);
        foreach (var token in tokens.Select(Convert.FromBase64String))
        {
            string[] looks = [Encoding.Latin1.GetString(token), Encoding.Latin1.GetString(token)[..24], Convert.ToBase64String(token), Convert.ToHexStringLower(token), new VotingToken(token, []).Hash];
            Assert.All(looks, look => Assert.DoesNotContain(look, one, StringComparison.OrdinalIgnoreCase));
            Assert.All(looks, look => Assert.DoesNotContain(look, all, StringComparison.OrdinalIgnoreCase));
            // The reader of files reads: from the closing on it stands there, as in the record.
            Assert.Contains(looks[0], closed, StringComparison.Ordinal);
            Assert.Contains(looks[^1], closed, StringComparison.Ordinal);
        }
        Assert.Equal((0, 3), await host.DbAsync(async db => (await db.BoxedBallots.CountAsync(b => b.PollId == poll), await db.SecretBallots.CountAsync(b => b.PollId == poll))));
        Assert.False(File.Exists(Path.Combine(host.Folder, "keys", $"poll-{poll}.key")));
        Assert.Empty(await host.FoundAsync((poll, await host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync()))));
    }

    [Fact]
    public async Task A_long_answer_is_no_longer_in_the_box_than_a_short_one()
    {
        var poll = await OpenAsync("schulze", Options);
        await CastAsync(poll, "lin", new { ranking = Options.Select(o => new[] { o }) });
        await CastAsync(poll, "chen", new { ranking = new[] { new[] { Options[2] } } });
        await CastAsync(poll, "zhao", new { choice = "abstain" });
        Assert.Single((await host.DbAsync(db => db.BoxedBallots.Where(b => b.PollId == poll).Select(b => b.Contents).ToListAsync())).Select(c => c.Length).Distinct());
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal([null, "1>2>3>4>5>6>7>8>9>10>11", "3"], await host.DbAsync(db => db.SecretBallots.Where(b => b.PollId == poll).OrderBy(b => b.Options).Select(b => b.Options).ToListAsync()));
    }

    [Fact]
    public async Task At_the_closing_rows_are_written_in_the_order_of_their_hashes_and_the_box_is_left_only_then()
    {
        var poll = await OpenAsync();
        await host.BoxAsync(poll, 1_200, i => i % 2 == 0 ? Choice.Yes : Choice.No);
        await host.DbAsync(db => db.Database.ExecuteSqlRawAsync("""
            CREATE TABLE Written (At INTEGER PRIMARY KEY, What TEXT);
            CREATE TRIGGER written AFTER INSERT ON SecretBallots BEGIN INSERT INTO Written (What) VALUES (NEW.TokenHash); END;
            CREATE TRIGGER emptied AFTER DELETE ON BoxedBallots BEGIN INSERT INTO Written (What) VALUES ('left'); END
            """));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var written = await host.DbAsync(db => db.Database.SqlQuery<string>($"SELECT What AS Value FROM Written ORDER BY At").ToListAsync());
        await host.DbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER written; DROP TRIGGER emptied; DROP TABLE Written"));
        var hashes = await host.DbAsync(db => db.SecretBallots.Where(b => b.PollId == poll).Select(b => b.TokenHash).ToListAsync());
        Assert.Equal(1_200, hashes.Count);
        Assert.Equal([.. hashes.Order(StringComparer.Ordinal), .. Enumerable.Repeat("left", 1_200)], written);
    }

    [Fact]
    public async Task A_closing_that_is_refused_writes_no_ballot_down()
    {
        var poll = await OpenAsync();
        // More than the database keeps in memory before it writes what is not committed.
        await host.BoxAsync(poll, 4_000, i => i % 2 == 0 ? Choice.Yes : Choice.No);
        Assert.Equal("poll.closing-not-due", (await host.SendAsync("director", new ClosePoll(poll))).Refusals[0].Code);
        var copy = await CopyAsync();
        Assert.Equal((4_000, 0), await host.DbAsync(async db => (await db.BoxedBallots.CountAsync(b => b.PollId == poll), await db.SecretBallots.CountAsync(b => b.PollId == poll))));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        var hashes = await host.DbAsync(db => db.SecretBallots.Where(b => b.PollId == poll).Select(b => b.TokenHash).ToListAsync());
        Assert.Equal(4_000, hashes.Count);
        Assert.DoesNotContain(hashes, hash => copy.Contains(hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ballot_that_somebody_lays_beside_the_box_is_named_and_not_counted()
    {
        var poll = await OpenAsync();
        await host.BoxAsync(poll, 3, _ => Choice.Yes);
        var id = $"'{poll.ToString().ToUpperInvariant()}'";
        // One more beside it, and one out of it: no guard is in the way, and the number is right.
        var beside = $"INSERT INTO SecretBallots (PollId, TokenHash, Message, Signature, Choice) VALUES ({id}, 'x', x'00', x'00', 2); DELETE FROM BoxedBallots WHERE Place = (SELECT MAX(Place) FROM BoxedBallots WHERE PollId = {id})";
        await host.DbAsync(db => db.Database.ExecuteSqlRawAsync(beside));
        var number = await host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync());
        Assert.Contains(await host.FoundAsync((poll, number)), line => line.EndsWith("1 secret ballots lie outside the box"));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("record.changed", (await host.SendAsync("director", new ClosePoll(poll))).Refusals[0].Code);
    }

    [Fact]
    public void What_is_sealed_opens_only_whole_at_its_place_and_with_its_key()
    {
        var (key, other) = (new BoxKey([1, 2, 3]), new BoxKey([1, 2, 4]));
        var kept = key.Seal("place", [1, 2, 3]);
        Assert.Equal([1, 2, 3], key.Open("place", kept));
        Assert.NotEqual(kept, key.Seal("place", [1, 2, 3]));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => key.Open("elsewhere", kept));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => other.Open("place", kept));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => key.Open("place", [.. kept[..^1], (byte)(kept[^1] ^ 1)]));
        Assert.NotEqual(key.PlaceOf("token"), other.PlaceOf("token"));
    }
}
