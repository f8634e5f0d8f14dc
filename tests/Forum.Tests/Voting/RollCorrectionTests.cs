using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Joining;
using Forum.Register;
using Forum.Voting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static Forum.Tests.Voting.CorrectionSteps;

namespace Forum.Tests.Voting;

/// <summary>A frozen roll is corrected by two people with a reason, following the register; a cast ballot never leaves.</summary>
public sealed class RollCorrectionTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<JsonElement> RollAsync(string who, string poll) => await JsonAsync(await (await host.ApiAsync(who)).GetAsync($"/api/v1/polls/{poll}/roll"));

    [Fact]
    public async Task What_neither_confirms_nor_declines_settles_nothing()
    {
        var poll = await host.OpenAsync();
        var proposed = await host.ProposeAsync("director", poll, "strike", await host.VoterAsync("zhao"));
        var supervisor = await host.ApiAsync("supervisor");
        foreach (var body in new object[] { new { }, new { confirmd = true } })
            Assert.Equal("yes-no.missing", await CodeAsync(await supervisor.PostAsJsonAsync($"/api/v1/polls/{poll}/roll/corrections/{(await JsonAsync(proposed)).GetProperty("id").GetString()}/settling", body)));
        Assert.Null(await host.SettleAsync("supervisor", poll, proposed, false));
        Assert.DoesNotContain("roll.corrected", await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}").Select(r => r.Act).ToListAsync()));
    }

    [Fact]
    public async Task Somebody_the_register_forgot_is_added_and_votes()
    {
        var poll = await host.OpenAsync();
        var home = (await host.SendAsync("lin", new GetMyHome())).Value.Homes[0].HomeId;
        var person = (await host.SendAsync("director", new EnterResident(home, null, new("林外婆", new(1948, 3, 1), null), Domain.Register.Tenure.Family, host.Today, null))).Value;
        var before = await RollAsync("lin", poll);
        var proposed = await host.ProposeAsync("director", poll, "add", VoterId.Of(person));
        Assert.Equal("roll.second-person", await host.SettleAsync("director", poll, proposed));
        Assert.Equal("forbidden", await host.SettleAsync("lin", poll, proposed));
        Assert.Contains("roll.second", await (await host.ApiAsync("supervisor")).GetStringAsync("/api/v1/queue"));
        // What waits is seen by those who serve the poll only.
        Assert.Empty((await RollAsync("chen", poll)).GetProperty("corrections").EnumerateArray());
        Assert.Null(await host.SettleAsync("supervisor", poll, proposed));
        var after = await RollAsync("chen", poll);
        Assert.Equal(before.GetProperty("roll").GetProperty("persons").GetInt32() + 1, after.GetProperty("roll").GetProperty("persons").GetInt32());
        Assert.Equal(before.GetProperty("rollHash").GetString(), after.GetProperty("openingHash").GetString());
        Assert.Equal(await host.DbAsync(async db => ElectoralRoll.Hash(await db.RollLines.Where(l => l.PollId == new PollId(Guid.Parse(poll))).ToListAsync())), after.GetProperty("rollHash").GetString());
        // The public sees that it was, by whom and when; not whose, nor why.
        var row = after.GetProperty("corrections")[0];
        Assert.False(row.TryGetProperty("reason", out var why) && why.ValueKind != JsonValueKind.Null);
        Assert.False(row.TryGetProperty("label", out var label) && label.ValueKind != JsonValueKind.Null);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task A_line_is_struck_unless_its_ballot_was_cast_meanwhile()
    {
        var poll = await host.OpenAsync();
        var struck = await host.ProposeAsync("director", poll, "strike", await host.VoterAsync("zhao"));
        Assert.Equal("roll.waits", await CodeAsync(await host.ProposeAsync("supervisor", poll, "strike", await host.VoterAsync("zhao"))));
        Assert.Null(await host.SettleAsync("supervisor", poll, struck));
        Assert.Equal("poll.not-on-roll", (await host.SendAsync("zhao", new CastBallot(new(Guid.Parse(poll)), Choice.Yes))).Refusals[0].Code);
        await host.DrainAsync();
        Assert.Contains("选民册上您这一行有更正", await (await host.ApiAsync("zhao")).GetStringAsync("/api/v1/news"));

        var waits = await host.ProposeAsync("director", poll, "strike", await host.VoterAsync("chen"));
        Assert.True((await host.SendAsync("chen", new CastBallot(new(Guid.Parse(poll)), Choice.Yes))).Ok);
        Assert.Equal("roll.voted", await host.SettleAsync("supervisor", poll, waits));
        Assert.Null(await host.SettleAsync("director", poll, waits, false));
        Assert.Equal("roll.voted", await CodeAsync(await host.ProposeAsync("director", poll, "strike", await host.VoterAsync("chen"))));
    }

    [Fact]
    public async Task Striking_and_casting_at_once_leave_one_of_the_two()
    {
        for (var round = 0; round < 8; round++)
        {
            var poll = await host.OpenAsync();
            var struck = await host.ProposeAsync("director", poll, "strike", await host.VoterAsync("chen"));
            var settled = host.SettleAsync("supervisor", poll, struck);
            var cast = host.SendAsync("chen", new CastBallot(new(Guid.Parse(poll)), Choice.Yes));
            var (why, outcome) = (await settled, await cast);
            var (lines, ballots) = await host.DbAsync(async db => (await db.RollLines.CountAsync(l => l.PollId == new PollId(Guid.Parse(poll))), await db.Ballots.CountAsync(b => b.PollId == new PollId(Guid.Parse(poll)))));
            Assert.Equal(outcome.Ok, why is not null);
            Assert.Equal(outcome.Ok ? 1 : 0, ballots);
            Assert.Equal(lines, (await RollAsync("lin", poll)).GetProperty("roll").GetProperty("persons").GetInt32());
        }
    }

    [Fact]
    public async Task An_area_follows_the_register()
    {
        var poll = await host.OpenAsync("owners.chair", "owners-ordinary");
        var voter = await host.VoterAsync("lin");
        Assert.Equal("roll.same-area", await CodeAsync(await host.ProposeAsync("owners.chair", poll, "area", voter)));
        var home = (await host.SendAsync("lin", new GetMyHome())).Value.Homes[0].HomeId;
        var before = (await RollAsync("lin", poll)).GetProperty("roll").GetProperty("area").GetInt64();
        var area = await host.DbAsync(db => db.Homes.Where(h => h.PlaceId == home).Select(h => h.Area).SingleAsync());
        var mended = await (await host.ApiAsync("director")).PutAsJsonAsync($"/api/v1/register/homes/{home}/area", new { area = area + 1234, reason = "产权证上是这个数" });
        Assert.Null(await CodeAsync(mended));
        // The frozen roll keeps what it was frozen with, until two people correct it.
        Assert.Equal(before, (await RollAsync("lin", poll)).GetProperty("roll").GetProperty("area").GetInt64());
        var proposed = await host.ProposeAsync("owners.chair", poll, "area", voter);
        Assert.Null(await host.SettleAsync("director", poll, proposed));
        Assert.Equal(before + 1234, (await RollAsync("lin", poll)).GetProperty("roll").GetProperty("area").GetInt64());
    }

    [Fact]
    public async Task A_token_that_was_taken_keeps_its_line()
    {
        var poll = await host.OpenAsync(secrecy: "secret");
        Assert.True((await (await host.ApiAsync("wu")).PostAsJsonAsync($"/api/v1/polls/{poll}/tokens", new { blinded = (byte[])[0, .. System.Security.Cryptography.RandomNumberGenerator.GetBytes(383)] })).IsSuccessStatusCode);
        Assert.Equal("roll.voted", await CodeAsync(await host.ProposeAsync("director", poll, "strike", await host.VoterAsync("wu"))));
    }

    [Fact]
    public async Task The_neighbouring_community_and_those_who_serve_nobody_change_nothing()
    {
        var poll = await host.OpenAsync();
        Assert.Equal("not-found", await CodeAsync(await host.ProposeAsync("director.b", poll, "strike", await host.VoterAsync("chen"))));
        Assert.Equal("forbidden", await CodeAsync(await host.ProposeAsync("chen", poll, "strike", await host.VoterAsync("zhao"))));
        Assert.Equal("forbidden", await CodeAsync(await (await host.ApiAsync("chen")).GetAsync($"/api/v1/polls/{poll}/roll/voters?text=林")));
        var found = await JsonAsync(await (await host.ApiAsync("director")).GetAsync($"/api/v1/polls/{poll}/roll/voters?text=林秀兰"));
        Assert.Equal("林＊＊", Assert.Single(found.EnumerateArray()).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("INSERT INTO RollLines (PollId, VoterId, Label, Area) SELECT PollId, hex(randomblob(8)), 'x', 0 FROM RollLines WHERE PollId IN (SELECT Id FROM Polls WHERE State = 2) LIMIT 1")]
    [InlineData("DELETE FROM RollLines WHERE PollId IN (SELECT Id FROM Polls WHERE State = 2)")]
    [InlineData("UPDATE RollLines SET Area = Area + 1")]
    [InlineData("UPDATE RollLines SET VoterId = hex(randomblob(8)) WHERE PollId IN (SELECT Id FROM Polls WHERE State = 2)")]
    [InlineData("DELETE FROM RollCorrections")]
    [InlineData("UPDATE RollCorrections SET Settling_Confirmed = 1 - Settling_Confirmed WHERE Settling_At IS NOT NULL")]
    [InlineData("UPDATE Polls SET RollHash = 'x' WHERE State = 2")]
    public async Task The_database_refuses_what_two_people_did_not_do(string sql)
    {
        var poll = await host.OpenAsync();
        Assert.Null(await host.SettleAsync("supervisor", poll, await host.ProposeAsync("director", poll, "strike", await host.VoterAsync("zhao")), false));
        await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
    }
}
