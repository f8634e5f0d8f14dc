using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Domain.Voting;
using Forum.Notifications;
using Forum.Queue;
using Forum.Voting;
using Forum.Voting.Unconfirmed;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>What a voter chose and did not confirm: kept for them alone, said plainly, reminded of once, gone with the ballot or the closing.</summary>
public sealed class UnconfirmedTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<PollId> OpenAsync(int days = 4, string method = "yes-no-abstain", string[]? options = null, string secrecy = "open")
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("井盖要不要换？", null, method, "residents", secrecy, host.Now().AddDays(days), options))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        return poll;
    }

    private Task<int> KeptAsync(PollId poll) => host.DbAsync(db => db.UnconfirmedChoices.CountAsync(u => u.PollId == poll));

    private async Task<int> ToldAsync(string voter, string text, PollId poll)
    {
        await host.DrainAsync();
        AccountId account = new(await host.DbAsync(db => db.Accounts.Where(a => a.UserName == voter).Select(a => a.Id).SingleAsync()));
        return await host.DbAsync(db => db.News.CountAsync(n => n.AccountId == account && n.Text == text && n.Href == $"/polls/{poll}"));
    }

    [Fact]
    public async Task Chosen_left_found_on_another_device_and_confirmed_without_a_script()
    {
        var poll = await OpenAsync();
        var lin = await Browser.SignedInAsync(host, "lin");
        await lin.GoAsync($"/polls/{poll}");
        await lin.PostAsync("choose", new() { ["choice"] = "Yes" });
        Assert.Equal($"/polls/{poll}", lin.Path);
        Assert.Contains("还没有投出去", lin.Text);
        Assert.Equal(0, (await host.SendAsync("lin", new GetPoll(poll))).Value.Voted);

        // Another device; the home page, the list, and the person's own page say so.
        var phone = await Browser.SignedInAsync(host, "lin");
        foreach (var page in new[] { "/", "/polls", "/me" })
        {
            await phone.GoAsync(page);
            Assert.Contains("还没有投出去", phone.Text);
            Assert.NotNull(phone.Page.QuerySelector($"main a[href='/polls/{poll}']"));
        }
        await phone.GoAsync($"/polls/{poll}");
        Assert.Contains("同意", phone.Page.QuerySelector(".chosen")!.TextContent);
        await phone.GoAsync($"/polls/{poll}?change=true");
        Assert.NotNull(phone.Page.QuerySelector("input[value=Yes][checked]"));
        await phone.PostAsync("choose", new() { ["choice"] = "No" });
        // The first window confirms what it shows, not what was chosen elsewhere.
        await lin.PostAsync("cast", []);
        Assert.Contains("receipt=true", lin.Path);
        Assert.Equal(Choice.Yes, (await host.SendAsync("lin", new GetPoll(poll))).Value.Own!.Choice);
        Assert.Equal(0, await KeptAsync(poll));
        await phone.GoAsync("/polls");
        Assert.Null(phone.Page.QuerySelector($".now-box a[href='/polls/{poll}']"));
    }

    [Fact]
    public async Task Sent_twice_gone_back_and_reloaded_there_is_one_ballot_and_the_right_page()
    {
        var poll = await OpenAsync();
        var (one, two) = (await Browser.SignedInAsync(host, "chen"), await Browser.SignedInAsync(host, "chen"));
        await one.GoAsync($"/polls/{poll}");
        await one.PostAsync("choose", new() { ["choice"] = "No" });
        var review = one.Page;
        await one.PostAsync("cast", []);
        var receipt = one.Page.QuerySelector(".receipt .hash")!.TextContent;
        // The same form again, as a second press or the back button sends it.
        await one.Back(review, $"/polls/{poll}").PostAsync("cast", []);
        Assert.Equal(receipt, one.Page.QuerySelector(".receipt .hash")!.TextContent);
        Assert.Equal((1, 1), await host.DbAsync(db => db.Ballots.Where(b => b.PollId == poll).Select(b => new ValueTuple<int, int>(b.Version, 1)).SingleAsync()));
        await one.GoAsync($"/polls/{poll}");
        Assert.Contains(receipt, one.Text);
        Assert.True(one.HasForm("choose"));
        // A first step sent twice.
        await two.GoAsync($"/polls/{poll}");
        var choose = two.Page;
        await two.PostAsync("choose", new() { ["choice"] = "Yes" });
        await two.Back(choose, $"/polls/{poll}").PostAsync("choose", new() { ["choice"] = "Yes" });
        Assert.True(two.HasForm("cast"));
        Assert.Equal(1, await KeptAsync(poll));
        Assert.Contains("原来的照旧算数", two.Text);
    }

    [Fact]
    public async Task The_poll_closes_between_choosing_and_confirming()
    {
        var poll = await OpenAsync(2);
        var (lin, chen) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "chen"));
        await lin.GoAsync($"/polls/{poll}");
        await lin.PostAsync("choose", new() { ["choice"] = "Yes" });
        await chen.GoAsync($"/polls/{poll}");
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        await lin.PostAsync("cast", []);
        Assert.Equal(HttpStatusCode.Conflict, lin.Response.StatusCode);
        Assert.Contains("没有投出，也没有计入", lin.Page.QuerySelector("#wrong")!.TextContent);
        Assert.Contains("同意", lin.Page.QuerySelector(".lost")!.TextContent);
        await chen.PostAsync("choose", new() { ["choice"] = "No" });
        Assert.Equal(HttpStatusCode.Conflict, chen.Response.StatusCode);
        Assert.Contains("反对", chen.Page.QuerySelector(".lost")!.TextContent);
        Assert.Equal(0, await KeptAsync(poll));
        Assert.Equal((1, 0), (await ToldAsync("lin", "news.choice-lapsed", poll), await ToldAsync("chen", "news.choice-lapsed", poll)));
        Assert.Empty((await host.SendAsync("lin", new GetResult(poll))).Value.Counts.Where(c => c.Value.Persons > 0));
    }

    [Fact]
    public async Task Closed_over_it_says_so_on_the_poll_and_the_result_to_its_owner_alone()
    {
        var poll = await OpenAsync(2);
        Assert.True((await host.SendAsync("zhao", new CastBallot(poll, Choice.No))).Ok);
        foreach (var voter in new[] { "lin", "zhao" }) Assert.True((await host.SendAsync(voter, new KeepUnconfirmed(new(poll, Choice.Yes)))).Ok);
        Assert.Equal("not-found", (await host.SendAsync("lin", new GetLapsed(poll))).Refusals[0].Code);
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        await host.DrainAsync();
        Assert.Equal(0, await KeptAsync(poll));
        foreach (var (voter, says) in new[] { ("lin", "没有投出，也没有计入"), ("zhao", "以前投的那张票照旧算数"), ("chen", null) })
        {
            var window = await Browser.SignedInAsync(host, voter);
            foreach (var path in new[] { $"/polls/{poll}", $"/polls/{poll}/result" })
            {
                await window.GoAsync(path);
                var note = window.Page.QuerySelector("#lapsed");
                if (says is null) Assert.Null(note);
                else Assert.Contains(says, note!.TextContent);
            }
        }
        var stranger = await new Browser(host).GoAsync($"/polls/{poll}/result");
        Assert.Null(stranger.Page.QuerySelector("#lapsed"));
    }

    [Fact]
    public async Task Reminded_once_a_day_before_and_not_who_cast_meanwhile()
    {
        var poll = await OpenAsync(4);
        foreach (var voter in new[] { "lin", "chen" }) Assert.True((await host.SendAsync(voter, new KeepUnconfirmed(new(poll, Choice.Yes)))).Ok);
        Assert.True((await host.SendAsync("chen", new CastBallot(poll, Choice.No))).Ok);
        await host.AdvanceAsync(TimeSpan.FromDays(2.9));
        Assert.Equal(0, await ToldAsync("lin", "news.not-confirmed", poll));
        await host.AdvanceAsync(TimeSpan.FromDays(0.2));
        await host.AdvanceAsync(TimeSpan.FromDays(0.2));
        Assert.Equal((1, 0), (await ToldAsync("lin", "news.not-confirmed", poll), await ToldAsync("chen", "news.not-confirmed", poll)));
        Assert.Contains((await host.SendAsync("lin", new GetNews())).Value.Items, n => n.Text.Contains("还没有投出去") && n.Href == $"/polls/{poll}");
        // It left nothing in the ledger, and nothing that a page of the poll would hear.
        Assert.Equal(["poll.set-up", "poll.bound", "poll.opened", "roll.sealed", "ballot.cast"], await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"polls/{poll}").OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync()));
        Assert.Empty(await host.CheckAsync());
    }

    public static TheoryData<string, string> Ballots() => new()
    {
        { "schulze", """{"ranking":[["丙"],["甲","乙"]]}""" }, { "irv", """{"ranking":[["乙"],["甲"]]}""" }, { "plurality", """{"approved":["乙"]}""" },
        { "approval", """{"approved":["甲","丙"]}""" }, { "score", """{"scores":{"甲":5,"丙":1}}""" }, { "dots", """{"choice":"abstain"}""" },
    };

    [Theory, MemberData(nameof(Ballots))]
    public async Task Through_the_API_it_is_ones_own_and_comes_back_as_it_was(string method, string body)
    {
        var poll = await OpenAsync(4, method, ["甲", "乙", "丙"]);
        var (lin, chen) = (await host.ApiAsync("lin"), await host.ApiAsync("chen"));
        var path = $"/api/v1/polls/{poll}/unconfirmed";
        Assert.Equal(HttpStatusCode.NotFound, (await lin.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await lin.PutAsync(path, new StringContent(body, null, "application/json"))).StatusCode);
        var kept = await lin.GetFromJsonAsync<JsonElement>(path);
        foreach (var part in JsonDocument.Parse(body).RootElement.EnumerateObject()) Assert.Equal(part.Value.ToString(), kept.GetProperty(part.Name).ToString(), ignoreCase: true);
        Assert.Equal(HttpStatusCode.NotFound, (await chen.GetAsync(path)).StatusCode);
        Assert.Equal(0, await host.DbAsync(db => db.Set<Forum.Foundation.Pipeline.OnceRow>().CountAsync(o => o.Request.StartsWith("KeepUnconfirmed"))));
        Assert.Contains((await host.SendAsync("lin", new GetQueue())).Value.Items, i => i.Kind == "poll.confirm" && i.Id == poll.ToString());
        // The page fills the first step with it, and confirms the same.
        var browser = await Browser.SignedInAsync(host, "lin");
        await browser.GoAsync($"/polls/{poll}?change=true");
        await browser.PostAsync("choose", body.Contains("abstain") ? new() { ["abstain"] = "true" } : []);
        Assert.Equal(kept.GetRawText()[..kept.GetRawText().IndexOf("keptAt")], (await lin.GetStringAsync(path)) is var again ? again[..again.IndexOf("keptAt")] : "");
        await browser.PostAsync("cast", []);
        Assert.NotNull((await host.SendAsync("lin", new GetPoll(poll))).Value.Own!.Receipt);
        Assert.Equal(HttpStatusCode.NoContent, (await chen.DeleteAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Chosen_many_times_at_once_it_is_kept_once_and_cast_once()
    {
        var poll = await OpenAsync();
        var kept = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => host.SendAsync("zhao", new KeepUnconfirmed(new(poll, i % 2 == 0 ? Choice.Yes : Choice.No)))));
        Assert.Equal((12, 1), (kept.Count(k => k.Ok), await KeptAsync(poll)));
        var cast = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => host.SendAsync("zhao", new CastBallot(poll, Choice.Yes), "one form")));
        Assert.Single(cast.Select(c => c.Value.Receipt).Distinct());
        Assert.Equal((1, 0), (await host.DbAsync(db => db.Ballots.CountAsync(b => b.PollId == poll)), await KeptAsync(poll)));
    }

    [Fact]
    public async Task Thrown_away_it_is_gone()
    {
        var poll = await OpenAsync();
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/polls/{poll}");
        await wu.PostAsync("choose", new() { ["choice"] = "Abstain" });
        await wu.GoAsync($"/polls/{poll}?change=true");
        await wu.PostAsync("choose", new() { ["drop"] = "true" });
        Assert.Equal(0, await KeptAsync(poll));
        Assert.True(wu.HasForm("choose"));
        await wu.PostAsync("choose", []);
        Assert.Contains("您还没有选", wu.Page.QuerySelector("#wrong")!.TextContent);
    }

    [Fact]
    public async Task Neither_a_stranger_nor_a_secret_poll_keeps_one_and_the_database_says_so_too()
    {
        var poll = await OpenAsync();
        Assert.Equal("not-found", (await host.SendAsync("lin.b", new KeepUnconfirmed(new(poll, Choice.Yes)))).Refusals[0].Code);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.CreateClient().GetAsync($"/api/v1/polls/{poll}/unconfirmed")).StatusCode);
        var secret = await OpenAsync(secrecy: "secret");
        Assert.Equal("poll.secret-stays-at-home", (await host.SendAsync("lin", new KeepUnconfirmed(new(secret, Choice.Yes)))).Refusals[0].Code);
        var draft = (await host.SendAsync("director", new SetUpPoll("？？", null, "yes-no-abstain", "residents", "open", host.Now().AddDays(3)))).Value;
        foreach (var other in new[] { secret, draft })
            await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"INSERT INTO UnconfirmedChoices (PollId, AccountId, VoterId, Answer, KeptAt, CommunityId) VALUES ({other.Value}, {Guid.NewGuid()}, {Guid.NewGuid()}, 'yes', 0, {Guid.NewGuid()})")));
    }
}
