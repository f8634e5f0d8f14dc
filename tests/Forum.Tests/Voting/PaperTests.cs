using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Foundation.Due;
using Forum.Shared;
using Forum.Voting;
using Forum.Voting.Papers;
using Forum.Voting.Record;
using Forum.Voting.Tokens;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>Paper, desk and door through the API: one roll, two people, sums that add up.</summary>
public sealed class PaperTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    [Fact]
    public async Task From_print_to_a_result_whose_channels_add_up()
    {
        var poll = await OpenAsync();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.True((await Host.SendAsync("chen", new CastBallot(new(Guid.Parse(poll)), Choice.Yes))).Ok);
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", poll, serial, First("no"))));
        Assert.Equal("paper.second-person", await StateAsync(await EnterAsync("director", poll, serial, new { choice = "no" })));
        var seen = await JsonAsync(await (await Host.ApiAsync("supervisor")).GetAsync($"/api/v1/polls/{poll}/papers/{serial}"));
        Assert.False(seen.TryGetProperty("choice", out _) || seen.TryGetProperty("read", out _));
        // The serial as somebody types it.
        Assert.Equal("counted", await StateAsync(await EnterAsync("supervisor", poll, serial.Replace("-", " ").ToLowerInvariant(), new { choice = "no" })));
        var own = (await JsonAsync(await (await Host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{poll}"))).GetProperty("own");
        Assert.Equal(("no", "desk"), (own.GetProperty("choice").GetString(), own.GetProperty("channel").GetString()));
        await Host.DrainAsync();
        Assert.Contains("纸质选票", await (await Host.ApiAsync("lin")).GetStringAsync("/api/v1/news"));

        var spoilt = await PrintAsync(poll, new { voterId = await PersonAsync("wu") });
        Assert.Equal("paper.spoilt-says", await CodeAsync(await EnterAsync("director", poll, spoilt, new { choice = "yes", spoilt = true, channel = "paper", givenAt = Host.Now(), scan = Scan })));
        await EnterAsync("director", poll, spoilt, new { spoilt = true, channel = "paper", givenAt = Host.Now(), scan = Scan });
        Assert.Equal("spoilt", await StateAsync(await EnterAsync("supervisor", poll, spoilt, new { spoilt = true })));

        await Host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal("poll.no-result-yet", await CodeAsync(await Host.CreateClient().GetAsync($"/api/v1/polls/{poll}/result")));
        await Host.AdvanceAsync(TimeSpan.FromHours(12));
        var result = await JsonAsync(await Host.CreateClient().GetAsync($"/api/v1/polls/{poll}/result"));
        var channels = result.GetProperty("channels").Deserialize<ChannelTotals>(JsonSerializerOptions.Web)!;
        Assert.Equal(new ChannelTotals(1, 1, 0, 0, Spoilt: 1), channels);
        Assert.Equal(result.GetProperty("turnout").GetProperty("persons").GetInt32(), channels.Cast);
        var record = (await Host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');
        Assert.All(new RecordCheck().Run(record), f => Assert.True(f.Holds, f.Name));
        Assert.Contains(new RecordCheck().Run([record[0].Replace("\"online\":1", "\"online\":2"), .. record[1..]]), f => f is { Name: "channels", Holds: false });
    }

    [Fact]
    public async Task Two_who_differ_begin_again_and_twenty_who_agree_at_once_count_once()
    {
        var poll = await OpenAsync();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("zhao") });
        await EnterAsync("director", poll, serial, First("yes"));
        Assert.Equal("printed", await StateAsync(await EnterAsync("grid.worker", poll, serial, new { choice = "no" })));
        await EnterAsync("grid.worker", poll, serial, First("no"));
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Host.ApiAsync(i % 2 == 0 ? "director" : "supervisor")));
        var states = await Task.WhenAll(clients.Select(async c => await StateAsync(await c.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice = "no" }))));
        Assert.Single(states, s => s == "counted");
        Assert.Equal(19, states.Count(s => s == "paper.settled"));
        Assert.Equal(["poll.set-up", "papers.taken", "poll.bound", "poll.opened", "roll.sealed", "papers.printed", "paper.entered", "paper.entered", "paper.entered", "ballot.cast", "paper.entered"], await Host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}").OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync()));
        Assert.Equal((1, 1), await Host.DbAsync(async db => (await db.Ballots.CountAsync(b => b.PollId == new PollId(Guid.Parse(poll))), (await db.Polls.SingleAsync(p => p.Id == new PollId(Guid.Parse(poll)))).Voted)));
    }

    [Fact]
    public async Task A_token_and_a_paper_asked_for_at_once_spend_the_line_once()
    {
        var poll = await OpenAsync("secret");
        var (voter, desk, witness, person) = (await Host.ApiAsync("lin"), await Host.ApiAsync("director"), await AccountAsync("supervisor"), await PersonAsync("lin"));
        var token = new TokenClient((await JsonAsync(await voter.GetAsync($"/api/v1/polls/{poll}/key"))).GetProperty("key").GetBytesFromBase64());
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => i % 2 == 0
            ? voter.PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = token.Blinded })
            : desk.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = person, channel = "door", witnessId = witness })));
        var (tokens, papers) = (answers.Where((_, i) => i % 2 == 0).Count(a => a.IsSuccessStatusCode), answers.Where((_, i) => i % 2 == 1).Count(a => a.IsSuccessStatusCode));
        Assert.True((tokens, papers) is (0, 1) or (5, 0), $"{tokens} tokens, {papers} papers");
        Assert.Equal(1, await Host.DbAsync(db => db.SpentLines.CountAsync(t => t.PollId == new PollId(Guid.Parse(poll)))));
    }

    [Fact]
    public async Task Secret_papers_cannot_be_told_from_other_ballots_and_are_no_more_than_were_given()
    {
        var poll = await OpenAsync("secret", "last", "plurality", ["甲", "乙"]);
        var id = new PollId(Guid.Parse(poll));
        var (director, supervisor) = (await Host.ApiAsync("director"), await Host.ApiAsync("supervisor"));
        Assert.Equal("paper.count", await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { })));
        await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { count = 5 });
        var pile = (await JsonAsync(await director.GetAsync($"/api/v1/polls/{poll}/papers?batch=1"))).EnumerateArray().Select(p => p.GetProperty("serial").GetString()!).ToList();
        Assert.Equal(5, pile.Distinct().Count());
        async Task<string> BothAsync(string serial, string choice)
        {
            await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice, channel = "paper" });
            return await StateAsync(await supervisor.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice }));
        }
        Assert.Equal("paper.more-than-given", await BothAsync(pile[0], "甲"));
        foreach (var voter in new[] { "lin", "chen" })
            Assert.Null(await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = await PersonAsync(voter), channel = "desk", witnessId = await AccountAsync("supervisor") })));
        Assert.Equal("paper.two-people", await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = await PersonAsync("zhao"), channel = "desk", witnessId = await AccountAsync("lin") })));
        Assert.Equal("counted", await StateAsync(await supervisor.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{pile[0]}/entries", new { choice = "甲" })));
        Assert.Equal("counted", await BothAsync(pile[1], "乙"));
        Assert.Equal("paper.more-than-given", await BothAsync(pile[2], "乙"));
        var waits = await JsonAsync(await (await Host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{poll}"));
        Assert.False(waits.GetProperty("may").GetProperty("vote").GetBoolean());
        // The answers that two people entered are kept nowhere beside the ballots.
        Assert.All(await Host.DbAsync(db => db.BallotPapers.Where(p => p.PollId == id && p.State == PaperState.Counted).ToListAsync()), p => Assert.Null(p.Read));

        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        var record = (await Host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');
        Assert.All(new RecordCheck().Run(record), f => Assert.True(f.Holds, f.Name));
        Assert.All(record[1..], line => Assert.Equal(["answer", "poll", "signature", "token"], JsonDocument.Parse(line).RootElement.EnumerateObject().Select(p => p.Name)));
        var channels = JsonDocument.Parse(record[0]).RootElement.GetProperty("channels").Deserialize<ChannelTotals>(JsonSerializerOptions.Web);
        Assert.Equal(new ChannelTotals(0, 0, 0, 2, Unconfirmed: 1), channels);
    }

    [Theory]
    [InlineData("last")]
    [InlineData("")]
    public async Task While_open_enough_secret_ballots_are_kept_back_for_papers_and_the_last_who_vote_to_hide_among(string papers)
    {
        var poll = new PollId(Guid.Parse(await OpenAsync("secret", papers: papers)));
        await Host.BoxAsync(poll, 45, _ => Choice.Yes);
        await Host.Services.GetRequiredService<DueRunner>().RunAsync(default);
        var (all, back) = await Host.DbAsync(async db => (await db.BoxedBallots.Where(b => b.PollId == poll).Select(b => b.Place).ToListAsync(), await db.BoxedBallots.Where(b => b.PollId == poll && b.Batch == null).Select(b => b.Place).ToListAsync()));
        Assert.Equal((45, 20), (all.Count, back.Count));
        // By an order that anybody can repeat from the record, whoever votes later would stand out among those kept back.
        var order = all.Order(StringComparer.Ordinal).ToList();
        Assert.NotEqual(order[..20], back.Order(StringComparer.Ordinal));
        Assert.NotEqual(order[^20..], back.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_does_not_serve_the_poll_sees_and_does_nothing()
    {
        var poll = await OpenAsync();
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        foreach (var (who, code) in new[] { ("wu", "forbidden"), ("property", "forbidden"), ("director.b", "not-found") })
        {
            var client = await Host.ApiAsync(who);
            foreach (var path in new[] { "desk", "roll/lines?text=1", "papers?batch=1", $"papers/{serial}" }) Assert.Equal(code, await CodeAsync(await client.GetAsync($"/api/v1/polls/{poll}/{path}")));
            Assert.Equal(code, await CodeAsync(await client.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { })));
            Assert.Equal(code, await StateAsync(await EnterAsync(who, poll, serial, First("yes"))));
            Assert.Equal("not-found", await CodeAsync(await client.GetAsync($"/api/v1/polls/{poll}/papers/{serial}/scan")));
        }
        // A building's steward serves a poll of the whole community, but not for themselves.
        var own = await PrintAsync(poll, new { voterId = await PersonAsync("steward") });
        Assert.Equal("paper.own", await StateAsync(await EnterAsync("steward", poll, own, First("yes"))));
    }

    [Fact]
    public async Task A_scan_is_a_picture_or_pdf_and_its_voter_sees_it()
    {
        var poll = await OpenAsync();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        Assert.Equal("scan.type", await StateAsync(await EnterAsync("director", poll, serial, First("yes", scan: "<svg onload=alert(1)>"u8.ToArray()))));
        Assert.Equal("scan.size", await StateAsync(await EnterAsync("director", poll, serial, First("yes", scan: [.. Scan, .. new byte[PaperScan.Largest]]))));
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", poll, serial, First("yes"))));
        var scan = await (await Host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{poll}/papers/{serial}/scan");
        Assert.Equal(("image/jpeg", "attachment", "nosniff"), (scan.Content.Headers.ContentType!.MediaType, scan.Content.Headers.ContentDisposition!.DispositionType, scan.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(Scan, await scan.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_batch_is_for_those_without_ballot_or_paper()
    {
        var poll = await OpenAsync();
        var roll = (await JsonAsync(await Host.CreateClient().GetAsync($"/api/v1/polls/{poll}/roll"))).GetProperty("roll").GetProperty("persons").GetInt32();
        Assert.True((await Host.SendAsync("chen", new CastBallot(new(Guid.Parse(poll)), Choice.Yes))).Ok);
        await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        var director = await Host.ApiAsync("director");
        var printed = 0;
        for (var again = true; again;)
        {
            var batch = await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { homes = "" });
            again = batch.IsSuccessStatusCode;
            if (again) printed += (await JsonAsync(batch)).GetProperty("count").GetInt32();
            else Assert.Equal("paper.nobody", await CodeAsync(batch));
        }
        Assert.Equal(roll - 2, printed);
    }

    [Theory]
    [InlineData("UPDATE BallotPapers SET State = 1 WHERE State >= 3")]
    [InlineData("UPDATE BallotPapers SET VoterId = NULL")]
    [InlineData("DELETE FROM BallotPapers")]
    [InlineData("DELETE FROM PaperScans")]
    [InlineData("UPDATE PaperScans SET Bytes = x'00'")]
    [InlineData("UPDATE Polls SET Papers = 2 WHERE State = 2")]
    [InlineData("UPDATE Polls SET EntryEndsAt = '2030-01-01' WHERE State = 2")]
    public async Task The_database_itself_keeps_what_is_settled(string sql)
    {
        var poll = await OpenAsync();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        await EnterAsync("director", poll, serial, First("yes"));
        Assert.Equal("counted", await StateAsync(await EnterAsync("supervisor", poll, serial, new { choice = "yes" })));
        var refused = await Assert.ThrowsAsync<SqliteException>(() => Host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, refused.SqliteExtendedErrorCode);
    }

    [Fact]
    public async Task By_grid_a_secret_poll_says_who_took_a_token_or_paper_since_who_voted_nobody_can_tell()
    {
        var poll = await OpenAsync("secret");
        var (id, director, witness) = (new PollId(Guid.Parse(poll)), await Host.ApiAsync("director"), await AccountAsync("supervisor"));
        await PrintAsync(poll, new { count = 12 });
        var lines = await Host.DbAsync(db => db.RollLines.AsNoTracking().Where(l => l.PollId == id && l.GridId != null).ToListAsync());
        foreach (var grid in lines.GroupBy(l => l.GridId).Where(g => g.Count() > GridTurnout.Least).Take(2))
            foreach (var line in grid.Take(GridTurnout.Least)) Assert.Null(await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = line.VoterId.ToString(), channel = "door", witnessId = witness })));
        await Host.AdvanceAsync(TimeSpan.FromHours(37));
        var grids = (await JsonAsync(await director.GetAsync($"/api/v1/polls/{poll}/result"))).GetProperty("grids").EnumerateArray().ToList();
        Assert.Equal(2, grids.Count(g => g.GetProperty("taken").GetInt32() == GridTurnout.Least));
        Assert.All(grids, g => Assert.Equal(JsonValueKind.Null, g.GetProperty("voted").ValueKind));
        var page = await new Browser(Host).GoAsync($"/polls/{poll}/result");
        Assert.Contains("各网格领票的情况", page.Text);
        Assert.DoesNotContain("各网格的参加情况", page.Text);
    }
}
