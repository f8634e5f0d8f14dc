using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Voting;
using Forum.Voting.Record;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>What somebody who means harm, or is merely curious, gets from the desk.</summary>
public sealed class PaperAttackTests(ForumHost host) : PaperSteps(host), IClassFixture<ForumHost>
{
    [Theory]
    [InlineData("{0}"), InlineData(" {0}　")]
    public async Task Whoever_enters_a_paper_is_not_its_witness(string written)
    {
        var poll = await OpenAsync();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var (serial, name) = (await PrintAsync(poll, new { voterId = await PersonAsync("lin") }), await Host.DbAsync(db => db.Accounts.Where(a => a.UserName == "director").Select(a => a.DisplayName).SingleAsync()));
        Task<HttpResponseMessage> FirstAsync(string channel) => EnterAsync("director", poll, serial, new { choice = "yes", channel, givenAt = Host.Now().AddMinutes(-1), witness = string.Format(written, name), scan = Scan });
        foreach (var channel in new[] { "desk", "door" }) Assert.Equal("paper.own-witness", await CodeAsync(await FirstAsync(channel)));
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", poll, serial, First("yes"))));
    }

    [Fact]
    public async Task A_secret_cast_in_a_poll_by_open_ballots_is_told_so()
    {
        var (poll, nobody) = (await OpenAsync(), Host.CreateClient());
        Assert.Equal("poll.is-open-ballot", await CodeAsync(await nobody.PostAsJsonAsync($"/api/v1/polls/{poll}/secret-ballots", new { token = new byte[64], signature = new byte[384], choice = "yes" })));
    }

    [Fact]
    public async Task A_line_whose_paper_waits_for_its_second_reader_cannot_be_struck()
    {
        var poll = await OpenAsync();
        var voter = await PersonAsync("lin");
        var serial = await PrintAsync(poll, new { voterId = voter });
        async Task<string?> StrikeAsync() => await CodeAsync(await (await Host.ApiAsync("director")).PostAsJsonAsync($"/api/v1/polls/{poll}/roll/corrections", new { kind = "strike", voterId = voter, reason = "登记错了" }));
        Assert.Equal("entered", await StateAsync(await EnterAsync("director", poll, serial, First("yes"))));
        Assert.Equal("roll.voted", await StrikeAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"count":3}""")]
    public async Task Papers_of_an_open_poll_are_printed_for_somebody(string body)
    {
        var poll = await OpenAsync();
        var answer = await (await Host.ApiAsync("director")).PostAsync($"/api/v1/polls/{poll}/papers", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal("paper.for-whom", await CodeAsync(answer));
    }

    [Fact]
    public async Task A_visitor_gets_nothing()
    {
        var poll = await OpenAsync();
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        var visitor = Host.CreateClient(new() { HandleCookies = false, AllowAutoRedirect = false });
        foreach (var path in new[] { "desk", "roll/lines?text=1", "papers?batch=1", $"papers/{serial}", $"papers/{serial}/scan" }) Assert.False((await visitor.GetAsync($"/api/v1/polls/{poll}/{path}")).IsSuccessStatusCode, path);
        foreach (var path in new[] { "papers", "papers/given-out", $"papers/{serial}/entries" }) Assert.False((await visitor.PostAsJsonAsync($"/api/v1/polls/{poll}/{path}", new { choice = "yes", count = 1 })).IsSuccessStatusCode, path);
        foreach (var page in new[] { "desk", $"paper?serial={serial}", "papers?batch=1" }) Assert.NotEqual(HttpStatusCode.OK, (await visitor.GetAsync($"/polls/{poll}/{page}")).StatusCode);
        Assert.Equal(1, await Host.DbAsync(db => db.BallotPapers.CountAsync(p => p.PollId == new PollId(Guid.Parse(poll)) && p.State == PaperState.Printed)));
    }

    [Fact]
    public async Task Serials_are_not_guessed_and_count_in_their_own_poll_alone()
    {
        var (poll, other) = (await OpenAsync(), await OpenAsync());
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        foreach (var guess in Enumerable.Range(0, 50).Select(_ => RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10)).Append("' OR 1=1 --").Append("%").Append(new string('A', 4000)))
            Assert.Equal("paper.no-such", await StateAsync(await EnterAsync("director", poll, Uri.EscapeDataString(guess), First("yes"))));
        Assert.Equal("paper.no-such", await StateAsync(await EnterAsync("director", other, serial, First("yes"))));
        // Whoever may not serve learns nothing, whether a serial is one or not.
        Assert.Equal(await StateAsync(await EnterAsync("wu", poll, serial, First("yes"))), await StateAsync(await EnterAsync("wu", poll, "AAAAA-AAAAA", First("yes"))));
    }

    public static TheoryData<string, string?> Files() => new()
    {
        { "<!doctype html><script>alert(1)</script>", null }, { "\u00ef\u00bb\u00bf<html>", null }, { "GIF89a<script>", null }, { "MZ", null }, { " %PDF-1.7", null }, { "", null },
        { "\u00ff\u00d8\u00ff\u00e0<script>alert(1)</script>", "image/jpeg" }, { "\u0089PNG\r\n\u001a\n<html><script>", "image/png" }, { "%PDF-1.7\n<html><script>alert(1)</script>", "application/pdf" },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task What_pretends_to_be_a_scan_is_refused_or_served_as_what_it_is(string content, string? type)
    {
        var poll = await OpenAsync();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var (serial, bytes) = (await PrintAsync(poll, new { voterId = await PersonAsync("lin") }), Encoding.Latin1.GetBytes(content));
        var state = await StateAsync(await EnterAsync("director", poll, serial, First("yes", scan: bytes)));
        if (type is null) { Assert.StartsWith("scan.", state); return; }
        Assert.Equal("entered", state);
        foreach (var who in new[] { "lin", "supervisor" })
        {
            // Whatever the address pretends.
            var scan = await (await Host.ApiAsync(who)).GetAsync($"/api/v1/polls/{poll}/papers/{serial}%22.html/scan");
            Assert.Equal(HttpStatusCode.NotFound, scan.StatusCode);
            scan = await (await Host.ApiAsync(who)).GetAsync($"/api/v1/polls/{poll}/papers/{serial}%22;%0d%0a/scan");
            Assert.Equal((type, "attachment", "nosniff"), (scan.Content.Headers.ContentType!.MediaType, scan.Content.Headers.ContentDisposition!.DispositionType, scan.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.Matches("^[0-9A-Z]{10}\\.(jpeg|png|pdf)$", scan.Content.Headers.ContentDisposition.FileName!.Trim('"'));
            Assert.Contains("default-src 'none'", scan.Headers.GetValues("Content-Security-Policy").Single());
        }
        Assert.Equal(HttpStatusCode.NotFound, (await (await Host.ApiAsync("chen")).GetAsync($"/api/v1/polls/{poll}/papers/{serial}/scan")).StatusCode);
    }

    [Fact]
    public async Task Nobody_gives_out_alone_nor_to_their_own_and_the_second_is_told()
    {
        var poll = await OpenAsync("secret");
        var director = await Host.ApiAsync("director");
        async Task<string?> GiveAsync(string voter, string witness) => await CodeAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = await PersonAsync(voter), channel = "desk", witnessId = await AccountAsync(witness) }));
        Assert.Equal("paper.two-people", await GiveAsync("lin", "director"));
        Assert.Equal("paper.own", await GiveAsync("steward", "steward"));
        Assert.Equal("paper.two-people", await GiveAsync("lin", "director.b"));
        Assert.Null(await GiveAsync("lin", "steward"));
        await Host.DrainAsync();
        var told = await (await Host.ApiAsync("steward")).GetStringAsync("/api/v1/news");
        Assert.Contains("在场", told);
        Assert.DoesNotContain("林", told.Split("在场")[1].Split('}')[0]);
    }

    [Fact]
    public async Task In_a_secret_poll_nothing_that_is_kept_ties_a_paper_to_a_voter_or_to_what_it_says()
    {
        var poll = await OpenAsync("secret");
        var (director, supervisor) = (await Host.ApiAsync("director"), await Host.ApiAsync("supervisor"));
        await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { count = 6 });
        var pile = (await JsonAsync(await director.GetAsync($"/api/v1/polls/{poll}/papers?batch=1"))).EnumerateArray().Select(p => p.GetProperty("serial").GetString()!.Replace("-", "")).ToList();
        string[] voters = ["lin", "chen", "zhao", "wu"];
        foreach (var voter in voters) (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = await PersonAsync(voter), channel = "desk", witnessId = await AccountAsync("supervisor") })).EnsureSuccessStatusCode();
        foreach (var (serial, i) in pile.Take(4).Select((s, i) => (s, i)))
        {
            // Names, times and scans that somebody sends all the same are not kept.
            await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice = i % 2 == 0 ? "yes" : "no", channel = "desk", witness = "魏国强", givenAt = Host.Now(), scan = Scan });
            Assert.Equal("counted", await StateAsync(await supervisor.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice = i % 2 == 0 ? "yes" : "no" })));
        }
        await Host.DrainAsync();
        var whom = (await Task.WhenAll(voters.Select(PersonAsync))).Concat(await Task.WhenAll(voters.Select(AccountAsync))).ToList();
        var places = await Host.DbAsync(db => db.BoxedBallots.Where(b => b.PollId == new PollId(Guid.Parse(poll))).Select(b => b.Place).ToListAsync());
        Assert.Equal(4, places.Count);
        var rows = await RowsAsync();
        Assert.Contains(rows, r => r.Table == "BallotPapers" && r.Text.Contains(pile[0]));
        foreach (var (table, text) in rows)
        {
            var hasSerial = pile.Any(s => text.Contains(s, StringComparison.OrdinalIgnoreCase));
            Assert.False(hasSerial && table != "BallotPapers", $"{table}: {text}");
            Assert.False(hasSerial && (whom.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase)) || text.Contains("魏国强")), text);
            if (places.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase))) Assert.Equal("BoxedBallots", table);
        }
        Assert.All(await Host.DbAsync(db => db.BallotPapers.Where(p => p.PollId == new PollId(Guid.Parse(poll))).ToListAsync()), p => Assert.Equal((null, null, null, null, null), (p.Read, p.GivenAt, p.Witness, p.Scan, p.VoterId)));
    }

    [Fact]
    public async Task What_one_person_read_on_a_secret_paper_can_be_compared_and_not_be_read()
    {
        var poll = await OpenAsync("secret");
        var (director, id) = (await Host.ApiAsync("director"), new PollId(Guid.Parse(poll)));
        await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers", new { count = 3 });
        var pile = (await JsonAsync(await director.GetAsync($"/api/v1/polls/{poll}/papers?batch=1"))).EnumerateArray().Select(p => p.GetProperty("serial").GetString()!.Replace("-", "")).ToList();
        foreach (var voter in new[] { "lin", "chen" }) (await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/given-out", new { voterId = await PersonAsync(voter), channel = "desk", witnessId = await AccountAsync("supervisor") })).EnsureSuccessStatusCode();
        foreach (var serial in pile) Assert.Equal("entered", await StateAsync(await director.PostAsJsonAsync($"/api/v1/polls/{poll}/papers/{serial}/entries", new { choice = "yes", channel = "desk" })));
        // The same answer on three papers looks like three.
        var kept = await Host.DbAsync(db => db.BallotPapers.Where(p => p.PollId == id).Select(p => p.Read).ToListAsync());
        Assert.Equal(3, kept.Distinct().Count());
        Assert.All(kept, read => Assert.Matches("^[0-9a-f]{64}$", read));
        Assert.Equal("counted", await StateAsync(await EnterAsync("supervisor", poll, pile[0], new { choice = "yes" })));
        Assert.Equal("printed", await StateAsync(await EnterAsync("supervisor", poll, pile[1], new { choice = "no" })));
        // With the closing the key goes that could tell by trying what the third said.
        await Host.AdvanceAsync(TimeSpan.FromDays(9));
        Assert.Equal((PollState.Closed, true), await Host.DbAsync(async db => ((await db.Polls.SingleAsync(p => p.Id == id)).State, await db.PollKeys.AnyAsync(k => k.PollId == id && k.Wrapped == null))));
        Assert.Equal("paper.entry-ended", await StateAsync(await EnterAsync("supervisor", poll, pile[2], new { choice = "yes" })));
    }

    // Every row of every table as one text.
    private Task<List<(string Table, string Text)>> RowsAsync() => Host.DbAsync(async db =>
    {
        List<(string, string)> all = [];
        foreach (var table in await db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table'").ToListAsync())
        {
            await db.Database.OpenConnectionAsync();
            await using var read = db.Database.GetDbConnection().CreateCommand();
            read.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await read.ExecuteReaderAsync();
            while (await rows.ReadAsync()) all.Add((table, string.Join('\u001f', Enumerable.Range(0, rows.FieldCount).Select(i => rows.GetValue(i) is byte[] bytes ? Encoding.Latin1.GetString(bytes) : rows.GetValue(i).ToString()))));
        }
        return all;
    });

    [Fact]
    public async Task Where_area_counts_a_paper_weighs_what_the_roll_says_and_stays_sealed()
    {
        var poll = await OpenAsync("open", "last", "yes-no-abstain", null, "owners-ordinary", "owners.chair");
        var id = new PollId(Guid.Parse(poll));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.True((await Host.SendAsync("chen", new CastBallot(id, Choice.No))).Ok);
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        await EnterAsync("owners.chair", poll, serial, First("yes", "door"));
        Assert.Equal("counted", await StateAsync(await EnterAsync("supervisor", poll, serial, new { choice = "yes" })));
        var lin = await JsonAsync(await (await Host.ApiAsync("lin")).GetAsync($"/api/v1/polls/{poll}"));
        var (area, receipt) = (lin.GetProperty("own").GetProperty("area").GetInt64(), lin.GetProperty("own").GetProperty("receipt").GetString());
        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        var result = (await Host.SendAsync("lin", new GetResult(id))).Value;
        Assert.Equal((area, new ChannelTotals(1, 0, 1, 0)), (result.Counts["yes"].Area, result.Channels));
        var record = (await Host.CreateClient().GetStringAsync($"/api/v1/polls/{poll}/record")).Split('\n');
        Assert.All(new RecordCheck().Run(record), f => Assert.True(f.Holds, f.Name));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{receipt} yes {area}"))), string.Concat(record));
        Assert.DoesNotContain("answer", string.Concat(record[1..]));
    }

    [Fact]
    public async Task Of_lost_and_found_papers_and_a_later_ballot_online_one_stands_and_the_others_are_named_in_the_sum()
    {
        var poll = await OpenAsync();
        var id = new PollId(Guid.Parse(poll));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        foreach (var choice in new[] { "yes", "no" })
        {
            var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
            await EnterAsync("director", poll, serial, First(choice));
            Assert.Equal("counted", await StateAsync(await EnterAsync("supervisor", poll, serial, new { choice })));
        }
        Assert.True((await Host.SendAsync("lin", new CastBallot(id, Choice.Abstain))).Ok);
        await Host.AdvanceAsync(TimeSpan.FromDays(2));
        var result = (await Host.SendAsync("lin", new GetResult(id))).Value;
        Assert.Equal((1, new ChannelTotals(1, 0, 0, 0, Superseded: 2)), ((int)result.Counts["abstain"].Persons, result.Channels));
    }

    [Fact]
    public async Task Whoever_reads_second_disputes_a_wrong_time_and_both_begin_again()
    {
        var poll = await OpenAsync();
        await Host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var serial = await PrintAsync(poll, new { voterId = await PersonAsync("lin") });
        Assert.Equal("paper.channel", await StateAsync(await EnterAsync("supervisor", poll, serial, new { disputed = true, channel = "paper", givenAt = Host.Now(), scan = Scan })));
        await EnterAsync("director", poll, serial, First("yes"));
        Assert.Equal("printed", await StateAsync(await EnterAsync("supervisor", poll, serial, new { disputed = true })));
        await EnterAsync("director", poll, serial, First("yes"));
        var page = await (await Browser.SignedInAsync(Host, "supervisor")).GoAsync($"/polls/{poll}/paper?serial={serial}");
        Assert.Contains("魏国强", page.Text);
        Assert.EndsWith("said=Differs", (await page.PostAsync("enter", new() { ["disputed"] = "true" })).Path);
        var after = await Host.DbAsync(db => db.BallotPapers.AsNoTracking().SingleAsync(p => p.PollId == new PollId(Guid.Parse(poll))));
        Assert.Equal((null, 2), (after.Read, after.Differed));
    }
}
