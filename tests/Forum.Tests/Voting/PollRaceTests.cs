using System.Net;
using Forum.Domain.Voting;
using Forum.Voting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

public sealed class PollRaceTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<PollId> OpenAsync(TimeSpan within)
    {
        var now = host.Now();
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", now + within))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        return poll;
    }

    [Fact]
    public async Task Forty_casts_of_one_voter_at_once_leave_one_ballot()
    {
        var poll = await OpenAsync(TimeSpan.FromDays(1));
        var casts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.SendAsync("lin", new CastBallot(poll, i % 2 == 0 ? Choice.Yes : Choice.No))));
        Assert.All(casts, c => Assert.True(c.Ok));
        Assert.Equal((1, 40, 1), await host.DbAsync(async db => (await db.Ballots.CountAsync(b => b.PollId == poll), (await db.Ballots.SingleAsync(b => b.PollId == poll)).Version, (await db.Polls.SingleAsync(p => p.Id == poll)).Voted)));
    }

    [Fact]
    public async Task Casting_against_closing_loses_none_and_leaves_none_late()
    {
        var poll = await OpenAsync(TimeSpan.FromHours(2));
        await host.AdvanceAsync(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(30));
        string[] voters = ["lin", "chen", "zhao", "wu", "steward", "volunteer", "household"];
        var casts = voters.Select(v => host.SendAsync(v, new CastBallot(poll, Choice.Yes))).ToList();
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        var counted = (await Task.WhenAll(casts)).Count(c => c.Ok);
        var result = (await host.SendAsync("lin", new GetResult(poll))).Value;
        Assert.Equal((counted, counted), ((int)result.Turnout.Persons, await host.DbAsync(db => db.Ballots.CountAsync(b => b.PollId == poll))));
        Assert.Equal("poll.closed", (await host.SendAsync("owners.chair", new CastBallot(poll, Choice.No))).Refusals[0].Code);
    }

    [Theory]
    [InlineData("INSERT INTO Ballots (PollId, VoterId, AccountId, CommunityId, Choice, Version, Receipt, CastAt) SELECT PollId, hex(randomblob(8)), AccountId, CommunityId, 1, 1, 'x', 0 FROM Ballots WHERE PollId IN (SELECT Id FROM Polls WHERE State = 3) LIMIT 1")]
    [InlineData("UPDATE Ballots SET Choice = 2 WHERE PollId IN (SELECT Id FROM Polls WHERE State = 3)")]
    [InlineData("DELETE FROM Ballots")]
    [InlineData("UPDATE Polls SET State = 2 WHERE State = 3")]
    [InlineData("UPDATE RollLines SET Area = 1")]
    [InlineData("DELETE FROM RollLines")]
    [InlineData("UPDATE SealedParts SET Json = 'x'")]
    [InlineData("UPDATE Decisions SET Body = 'x'")]
    [InlineData("UPDATE ProposalVersions SET Body_Source = 'x'")]
    [InlineData("UPDATE Dispatches SET Reply_Stance = 1, Reply_Reason = 'x' WHERE Reply_Stance = 2")]
    public async Task The_database_refuses_what_is_closed(string sql)
    {
        var failure = await Assert.ThrowsAsync<SqliteException>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        Assert.Equal(1811, failure.SqliteExtendedErrorCode);
    }

    [Fact]
    public async Task No_count_is_seen_by_anybody_before_closing()
    {
        var poll = await OpenAsync(TimeSpan.FromDays(1));
        await host.SendAsync("chen", new CastBallot(poll, Choice.No));
        foreach (var person in Forum.Demo.DemoPeople.All.Where(p => p.Community == 0))
        {
            var client = await host.ApiAsync(person.UserName);
            Assert.Equal(HttpStatusCode.Conflict, (await client.GetAsync($"/api/v1/polls/{poll}/result")).StatusCode);
            var shown = await client.GetStringAsync($"/api/v1/polls/{poll}");
            Assert.Equal(person.UserName == "chen", shown.Contains("\"choice\":\"no\""));
        }
    }

    [Fact]
    public async Task The_neighbours_find_no_poll()
    {
        var poll = await OpenAsync(TimeSpan.FromDays(1));
        foreach (var path in new[] { "", "/result", "/roll", "/notice" })
            Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).GetAsync($"/api/v1/polls/{poll}{path}")).StatusCode);
    }

    [Fact]
    public async Task Party_roles_open_close_and_decide_nothing()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("问题？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(2)))).Value;
        foreach (var name in new[] { "secretary", "grid.secretary", "building.leader", "household" })
        {
            Assert.Equal("forbidden", (await host.SendAsync(name, new OpenPoll(poll))).Refusals[0].Code);
            Assert.Equal("forbidden", (await host.SendAsync(name, new ClosePoll(poll))).Refusals[0].Code);
            Assert.Equal("forbidden", (await host.SendAsync(name, new Forum.Decisions.PublishDecision(null, "t", "b"))).Refusals[0].Code);
        }
    }
}
