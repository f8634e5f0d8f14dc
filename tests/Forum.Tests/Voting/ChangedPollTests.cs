using Forum.Domain.Voting;
using Forum.Notifications;
using Forum.Voting;
using Forum.Voting.Record;
using Forum.Voting.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Voting;

/// <summary>A poll that somebody changed past the portal while it was open decides nothing: it does not close, and is called off in public or restored.</summary>
public sealed class ChangedPollTests(ForumHost host) : IClassFixture<ForumHost>
{
    private const string Here = "PollId = '{0}'";

    private async Task<PollId> VotedAsync()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(1)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        foreach (var voter in new[] { "lin", "chen" }) Assert.True((await host.SendAsync(voter, new CastBallot(poll, Choice.No))).Ok);
        return poll;
    }

    private Task<int> SpoilAsync(PollId poll, string sql) => host.SpoilAsync(string.Format(sql, poll.ToString().ToUpperInvariant()));

    [Theory]
    [InlineData($"UPDATE Ballots SET Choice = 1 WHERE {Here}")]
    [InlineData($"DELETE FROM Ballots WHERE rowid = (SELECT MIN(rowid) FROM Ballots WHERE {Here})")]
    [InlineData($"DELETE FROM Ballots WHERE rowid = (SELECT MIN(rowid) FROM Ballots WHERE {Here}); UPDATE Polls SET Voted = 1 WHERE Id = '{{0}}'")]
    [InlineData($"INSERT INTO Ballots (PollId, VoterId, AccountId, CommunityId, Channel, Choice, Version, Receipt, CastAt, Seal) SELECT l.PollId, l.VoterId, b.AccountId, b.CommunityId, b.Channel, 1, 1, l.VoterId, b.CastAt, b.Seal FROM RollLines l JOIN Ballots b ON b.PollId = l.PollId AND NOT EXISTS (SELECT 1 FROM Ballots c WHERE c.PollId = l.PollId AND c.VoterId = l.VoterId) WHERE l.{Here} LIMIT 1")]
    [InlineData($"UPDATE RollLines SET Area = Area + 100 WHERE {Here}")]
    [InlineData("UPDATE Polls SET Rule = replace(Rule, '2', '9') WHERE Id = '{0}'")]
    [InlineData("UPDATE Polls SET Question = '不同意？' WHERE Id = '{0}'")]
    public async Task It_does_not_close_and_is_called_off_with_everybody_told(string sql)
    {
        var poll = await VotedAsync();
        await SpoilAsync(poll, sql);
        await host.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal("record.changed", (await host.SendAsync("director", new ClosePoll(poll))).Refusals[0].Code);
        Assert.Equal("poll.no-result-yet", (await host.SendAsync("lin", new GetResult(poll))).Refusals[0].Code);

        Assert.Equal("reason.missing", (await host.SendAsync("director", new CallOffPoll(poll, " "))).Refusals[0].Code);
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll, "数据库被人改过"))).Ok);
        await host.DrainAsync();
        foreach (var who in new[] { "lin", "zhao" }) Assert.Contains((await host.SendAsync(who, new GetNews())).Value.Items, n => n.Href == $"/polls/{poll}" && n.Text.Contains("不作数") && n.Text.Contains("数据库被人改过"));
        var page = await Browser.SignedInAsync(host, "lin");
        await page.GoAsync($"/polls/{poll}");
        Assert.Contains("数据库被人改过", page.Text);
        Assert.Contains("不作数", page.Text);
    }

    [Theory]
    [InlineData("UPDATE Polls SET Question = '不同意？' WHERE Id = '{0}'", "UPDATE Polls SET Question = '是否同意？' WHERE Id = '{0}'", "zhao")]
    [InlineData($"UPDATE Ballots SET Choice = 1 WHERE {Here}", $"UPDATE Ballots SET Choice = 2 WHERE {Here}", "lin")]
    public async Task Nobody_votes_on_top_of_what_was_changed_so_that_it_can_be_restored(string change, string back, string voter)
    {
        var poll = await VotedAsync();
        await SpoilAsync(poll, change);
        Assert.Equal("record.changed", (await host.SendAsync(voter, new CastBallot(poll, Choice.Yes))).Refusals[0].Code);

        await SpoilAsync(poll, back);

        Assert.True((await host.SendAsync(voter, new CastBallot(poll, Choice.Yes))).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(1, (await host.SendAsync("lin", new GetResult(poll))).Value.Counts["yes"].Persons);
    }

    [Fact]
    public async Task Once_called_off_its_page_promises_no_closing_result_or_seed()
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("先办哪一件？", null, "plurality", "residents", "open", host.Now().AddDays(1), ["长者食堂", "图书角"], Papers: "last", EntryHours: 12))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        Assert.True((await host.SendAsync("lin", new CastBallot(poll, null, Approved: ["图书角"]))).Ok);
        string[] promises = ["种子在计票时公布", "结果在录完以后公布"];
        async Task<string> FactsAsync() => (await new Browser(host).GoAsync($"/polls/{poll}")).Page.QuerySelector("dl.facts")!.TextContent;
        var open = await FactsAsync();
        Assert.All(promises, p => Assert.Contains(p, open));
        await SpoilAsync(poll, $"UPDATE Ballots SET Options = '1' WHERE {Here}");
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll, "数据库被人改过"))).Ok);
        var facts = await FactsAsync();
        Assert.All(promises, p => Assert.DoesNotContain(p, facts));
        Assert.Contains("原定截止", facts);
        Assert.Contains("种子不公布", facts);
    }

    // The outsider votes through the portal itself, which seals what they leave, and the roll is afterwards as it was.
    [Theory]
    [InlineData("yes-no-abstain", "open", "ballots of nobody on the roll")]
    [InlineData("plurality", "open", "ballots of nobody on the roll")]
    [InlineData("yes-no-abstain", "secret", "spent lines of nobody on the roll")]
    public async Task Whoever_stood_on_the_roll_for_a_moment_has_not_voted(string method, string secrecy, string found)
    {
        var options = method == "plurality" ? new[] { "长者食堂", "图书角" } : null;
        var poll = (await host.SendAsync("director", new SetUpPoll("是否同意？", null, method, "residents", secrecy, host.Now().AddDays(1), options))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        var (outsider, voter) = await host.DbAsync(async db =>
        {
            var who = await db.Accounts.Where(a => a.PersonId != null && a.CommunityId == db.Polls.First(p => p.Id == poll).CommunityId && !db.RollLines.Any(l => l.PollId == poll && (Guid)(object)l.VoterId == (Guid)(object)a.PersonId)).OrderBy(a => a.UserName).FirstAsync();
            return (who.UserName!, who.PersonId!.Value.ToString().ToUpperInvariant());
        });
        // A new poll is looked at within a quarter of a minute, and then they would be found out before they vote.
        host.Services.GetRequiredService<PollLooks>().Saw(poll, host.Now(), false);
        await SpoilAsync(poll, $"INSERT INTO RollLines (PollId, VoterId, Label, Area) VALUES ('{{0}}', '{voter}', '9-999', 0)");
        if (secrecy == "secret") Assert.True((await host.SendAsync(outsider, new IssueToken(poll, [.. new byte[383], 5]))).Ok);
        else Assert.True((await host.SendAsync(outsider, new CastBallot(poll, options is null ? Choice.Yes : null, Approved: options is null ? null : ["图书角"]))).Ok);
        await SpoilAsync(poll, $"DELETE FROM RollLines WHERE {Here} AND VoterId = '{voter}'");

        Assert.Contains(await host.CheckAsync(), line => line.Contains(found));
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("record.changed", (await host.SendAsync("director", new ClosePoll(poll))).Refusals[0].Code);
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll, "名册被人改过"))).Ok);
    }

    [Fact]
    public async Task What_was_found_stays_in_the_ledger_and_the_record_can_still_be_read()
    {
        var poll = await VotedAsync();
        await SpoilAsync(poll, $"UPDATE Ballots SET Choice = 1 WHERE {Here}");
        Assert.True((await host.SendAsync("director", new CallOffPoll(poll, "数据库被人改过"))).Ok);
        await SpoilAsync(poll, $"UPDATE Ballots SET Choice = 2 WHERE {Here}");

        var told = await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}" && r.Act == "poll.called-off").Select(r => r.Facts).SingleAsync());
        Assert.Contains("2 open ballots were changed or added", told);
        var number = await host.DbAsync(db => db.Polls.Where(p => p.Id == poll).Select(p => p.Number).SingleAsync());
        Assert.Empty(await host.FoundAsync((poll, number)));
        Assert.Contains(await host.FoundAsync((poll, number), string.Format($"UPDATE Ballots SET Choice = 1 WHERE {Here}", poll.ToString().ToUpperInvariant())), line => line.Contains("open ballots were changed"));
        using var visitor = host.CreateClient();
        Assert.True((await visitor.GetAsync($"/api/v1/polls/{poll}/record")).IsSuccessStatusCode);
        var receipt = await host.DbAsync(db => db.Ballots.Where(b => b.PollId == poll).Select(b => b.Receipt).FirstAsync());
        var page = await (await visitor.GetAsync($"/polls/{poll}/record?leaf={receipt}")).Content.ReadAsStringAsync();
        Assert.Contains("不再公布，也不计票", page);
    }

    [Fact]
    public async Task What_was_restored_closes()
    {
        var poll = await VotedAsync();
        await SpoilAsync(poll, $"UPDATE Ballots SET Choice = 1 WHERE {Here}");
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("record.changed", (await host.SendAsync("director", new ClosePoll(poll))).Refusals[0].Code);

        await SpoilAsync(poll, $"UPDATE Ballots SET Choice = 2 WHERE {Here}");

        Assert.Equal("poll.runs", (await host.SendAsync("director", new CallOffPoll(poll, "算了"))).Refusals[0].Code);
        Assert.True((await host.SendAsync("director", new ClosePoll(poll))).Ok);
        Assert.Equal(2, (await host.SendAsync("lin", new GetResult(poll))).Value.Counts["no"].Persons);
    }

    [Fact]
    public async Task Whoever_holds_the_poll_reads_why_it_does_not_close_and_calls_it_off_on_its_page()
    {
        var poll = await VotedAsync();
        await SpoilAsync(poll, $"UPDATE Ballots SET Choice = 1 WHERE {Here}");
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        var page = await Browser.SignedInAsync(host, "director");
        await page.GoAsync("/queue");
        Assert.NotNull(page.Page.QuerySelector($"main li:contains('绕过平台') a[href='/polls/{poll}']"));
        await page.GoAsync($"/polls/{poll}");
        await page.PostAsync("close", []);
        Assert.Contains("绕过平台", page.Text);
        await page.PostAsync("call-off", new() { ["reason"] = "数据库被人改过" });
        Assert.Contains("数据库被人改过", page.Text);
        Assert.Empty(page.Page.QuerySelectorAll("main form"));
    }
}
