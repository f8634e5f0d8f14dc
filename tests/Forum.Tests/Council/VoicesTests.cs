using System.Net;
using System.Net.Http.Json;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Council.Voices;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Whose voice is missing, asking for it, and writing it down for somebody who has no telephone.</summary>
public sealed class VoicesTests(ForumHost host) : IClassFixture<ForumHost>
{
    private async Task<ProposalId> ProposedAsync() => (await host.SendAsync("lin", new Propose("谁还没说话", "正文。", null))).Value.Id;

    private Task<AccountId> AccountAsync(string userName) => host.DbAsync(db => db.Accounts.Where(a => a.UserName == userName).Select(a => new AccountId(a.Id)).SingleAsync());

    // Somebody of the register in the steward's building who has no account.
    private async Task<(PersonId Id, string Name)> NeighbourAsync(int skip = 0)
    {
        var id = await ProposedAsync();
        var steward = await AccountAsync("steward");
        var scope = await host.DbAsync(db => db.Appointments.Where(a => a.Role == Role.Steward && a.AccountId == steward).Select(a => a.PlaceId).FirstAsync());
        var homes = await host.DbAsync(db => db.Places.Where(p => p.ParentId == scope).OrderBy(p => p.Path).Select(p => p.Name).ToListAsync());
        List<Speaker> found = [];
        foreach (var home in homes.Distinct()) found.AddRange((await host.SendAsync("steward", new FindSpeakers(id, home))).Value.People);
        var without = await host.DbAsync(async db => (await db.Accounts.Where(a => a.PersonId != null).Select(a => a.PersonId!.Value).ToListAsync()).ToHashSet());
        return found.Where(f => !without.Contains(f.Id)).DistinctBy(f => f.Id).Select(f => (f.Id, f.Name)).Skip(skip).First();
    }

    [Fact]
    public async Task Groups_are_counted_by_person_and_small_ones_not_told()
    {
        var id = await ProposedAsync();
        var before = (await host.SendAsync("lin", new GetVoices(id))).Value.Groups;
        Assert.All(before, g => Assert.True(g.Nobody));
        Assert.Contains(before, g => g.Key.StartsWith("unit/"));
        Assert.Contains(before, g => g.Key.StartsWith("grid/"));
        for (var i = 0; i < 6; i++) await host.SendAsync("chen", new AddComment(id, $"第{i}条", Stance.For));
        var owners = (await host.SendAsync("lin", new GetVoices(id))).Value.Groups.Single(g => g.Key == "owners");
        Assert.Equal((false, null), (owners.Nobody, owners.Spoke));
        var page = await Browser.SignedInAsync(host, "wu");
        await page.GoAsync($"/proposals/{id}/voices");
        Assert.Contains("不到五人", page.Text);
        Assert.DoesNotContain("陈立群", page.Text);
        Assert.Empty(page.Page.QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.ApiAsync("lin.b")).GetAsync($"/api/v1/proposals/{id}/voices")).StatusCode);
    }

    [Fact]
    public async Task A_group_is_asked_once_a_week_and_only_those_who_were_silent_hear_it()
    {
        var id = await ProposedAsync();
        await host.SendAsync("chen", new AddComment(id, "我说过了", Stance.For));
        Assert.Equal("forbidden", (await host.SendAsync("chen", new InviteGroup(id, "owners"))).Refusals[0].Code);
        Assert.Equal("voices.no-group", (await host.SendAsync("director", new InviteGroup(id, "everybody"))).Refusals[0].Code);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.SendAsync("director", new InviteGroup(id, "owners"))));
        Assert.Equal("voices.asked-lately", all.Where(a => !a.Ok).Select(a => a.Refusals[0].Code).Distinct().Single());
        Assert.Single(all, a => a.Ok);
        await host.DrainAsync();
        var told = await host.DbAsync(db => db.News.Where(n => n.Text == "news.voice-invited" && n.Href.Contains(id.ToString())).Select(n => n.AccountId).ToListAsync());
        Assert.Contains(await AccountAsync("lin"), told);
        Assert.DoesNotContain(await AccountAsync("chen"), told);
        await host.AdvanceAsync(TimeSpan.FromDays(7));
        Assert.True((await host.SendAsync("director", new InviteGroup(id, "owners"))).Ok);
    }

    [Fact]
    public async Task Both_names_stand_under_words_that_were_written_down()
    {
        var id = await ProposedAsync();
        var (person, name) = await NeighbourAsync();
        Assert.Equal("spoken.agreed", (await host.SendAsync("steward", new WriteDownComment(id, person, "我想要扶手。", Stance.For, false))).Refusals[0].Code);
        var said = await host.SendAsync("steward", new WriteDownComment(id, person, "我想要扶手。", Stance.For, true));
        Assert.True(said.Ok);
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}");
        var header = wu.Page.QuerySelector($"#c-{said.Value} > header")!.TextContent;
        Assert.Contains(name, header);
        Assert.Contains("代录", header);
        Assert.Contains("楼栋长", header);
        // Who keeps order reads both, too.
        Assert.True((await host.SendAsync("wu", new ReportText(said.Value, HouseRule.OffTopic))).Ok);
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync("/moderation");
        Assert.Contains($"{name} · ", director.Page.QuerySelector($"#c-{said.Value} .sub")!.TextContent);
        await director.GoAsync($"/moderation/comments/{said.Value}");
        Assert.Contains($"{name} · ", director.Page.QuerySelector(".words-by")!.TextContent);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Words_that_were_written_down_are_withdrawn_by_whoever_may_write_down_there()
    {
        var id = await ProposedAsync();
        var (person, _) = await NeighbourAsync();
        var said = (await host.SendAsync("steward", new WriteDownComment(id, person, "我想要扶手。", Stance.For, true))).Value;
        var own = (await host.SendAsync("steward", new AddComment(id, "我也想要。", Stance.For))).Value;
        Assert.Equal("comment.not-yours", (await host.SendAsync("chen", new WithdrawComment(said))).Refusals[0].Code);
        Assert.Equal("comment.not-yours", (await host.SendAsync("director", new WithdrawComment(own))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("director.b", new WithdrawComment(said))).Refusals[0].Code);
        Assert.False((await host.SendAsync("chen", new GetThread(said))).Value.May.Withdraw);
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{id}/comments/{said}");
        Assert.Null(director.Page.QuerySelector("#edit"));
        Assert.False(director.HasForm("take-back"));
        Assert.Equal("reason.missing", (await host.SendAsync("director", new WithdrawComment(said))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("chen", new GetWithdrawal(said))).Refusals[0].Code);
        await director.GoAsync($"/proposals/{id}/for-somebody?reply={said}");
        Assert.NotNull(director.Page.QuerySelector($"a[href='/comments/{said}/withdrawal']"));
        await director.GoAsync($"/comments/{said}/withdrawal");
        await director.PostAsync("withdraw", new() { ["reason"] = "他说的是栏杆" });
        Assert.DoesNotContain("我想要扶手", await host.CreateClient().GetStringAsync($"/proposals/{id}"));
        foreach (var where in new[] { $"/comments/{said}/withdrawal", $"/api/v1/comments/{said}" })
        {
            var read = await host.CreateClient().GetStringAsync(where);
            Assert.Contains("他说的是栏杆", System.Text.RegularExpressions.Regex.Unescape(System.Net.WebUtility.HtmlDecode(read)));
            Assert.DoesNotContain("我想要扶手", read);
        }
        await host.DrainAsync();
        var steward = await AccountAsync("steward");
        Assert.Equal($"/comments/{said}/withdrawal", (await host.DbAsync(db => db.News.SingleAsync(n => n.Text == "news.spoken-withdrawn" && n.AccountId == steward && n.Href.Contains(said.ToString())))).Href);
        var line = Assert.Single(await TellingsAsync(), l => l.About == $"comments/{said}");
        Assert.Contains("他说的是栏杆", line.What);
        // Not while the proposal is hidden.
        Assert.True((await host.SendAsync("director", new Forum.Council.Moderation.HideText(id, "试试", Domain.Moderation.HouseRule.Other))).Ok);
        Assert.DoesNotContain(await TellingsAsync(), l => l.About == $"comments/{said}");
        Assert.Equal("not-found", (await host.SendAsync("steward", new GetWithdrawal(said))).Refusals[0].Code);
        Assert.Empty(await host.CheckAsync());
    }

    private async Task<List<Forum.Notifications.Tellings.TellLine>> TellingsAsync()
    {
        List<Forum.Notifications.Tellings.TellLine> all = [];
        for (string? cursor = null; ;)
        {
            var page = (await host.SendAsync("steward", new Forum.Notifications.Tellings.GetTellings(cursor))).Value;
            all.AddRange(page.Items);
            if ((cursor = page.Next) is null) return all;
        }
    }

    [Fact]
    public async Task Whoever_has_an_interest_writes_nothing_down_and_touches_nothing_that_they_wrote_down()
    {
        var id = await ProposedAsync();
        var (person, _) = await NeighbourAsync();
        var said = (await host.SendAsync("steward", new WriteDownComment(id, person, "我要栏杆。", Stance.For, true))).Value;
        foreach (var who in new[] { "director", "steward" }) Assert.True((await host.SendAsync(who, new Forum.Council.Moderation.DeclareInterest(id, "我弟弟做栏杆"))).Ok);
        Assert.Equal("interest.recused", (await host.SendAsync("director", new WithdrawComment(said, "不对"))).Refusals[0].Code);
        Assert.Equal("interest.recused", (await host.SendAsync("steward", new WriteDownComment(id, person, "不要。", Stance.Against, true))).Refusals[0].Code);
        Assert.Equal("interest.recused", (await host.SendAsync("steward", new WriteDownEndorsement(id, person, true))).Refusals[0].Code);
        Assert.False((await host.SendAsync("steward", new GetProposal(id))).Value.May.WriteDown);
        Assert.Equal((false, false), (await host.SendAsync("director", new GetThread(said))).Value.May is var may ? (may.WriteDown, may.WithdrawFor) : default);
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/proposals/{id}/for-somebody");
        Assert.Contains("请回避", steward.Text);
        Assert.Empty(steward.Page.QuerySelectorAll("main form"));
        var api = await host.ApiAsync("steward");
        foreach (var (what, body) in new (string, object)[] { ("withdrawal", new { reason = "记错了" }), ("versions", new { body = "不要栏杆。" }) })
            Assert.Contains("interest.recused", await (await api.PostAsJsonAsync($"/api/v1/comments/{said}/{what}", body)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_discussion_that_is_over_has_no_form_for_what_somebody_says_and_goes_no_slower()
    {
        var id = await ProposedAsync();
        Assert.True((await host.SendAsync("lin", new Forum.Council.Steps.TakeBackProposal(id, "先不提了"))).Ok);
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/proposals/{id}/for-somebody");
        Assert.Contains("讨论结束了", steward.Text);
        Assert.Empty(steward.Page.QuerySelectorAll("main form"));
        Assert.Equal("talk.over", (await host.SendAsync("director", new Forum.Council.Moderation.SlowDown(id, 10, "吵"))).Refusals[0].Code);
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{id}");
        Assert.Null(director.Page.QuerySelector($"a[href='/proposals/{id}/slow']"));
        Assert.NotNull(director.Page.QuerySelector($"a[href='/moderation/proposals/{id}']"));
    }

    [Fact]
    public async Task An_answer_and_a_quote_are_written_down_for_a_neighbour_with_both_names()
    {
        var id = await ProposedAsync();
        var (person, name) = await NeighbourAsync();
        var head = (await host.SendAsync("chen", new AddComment(id, "扶手太贵。", Stance.Against))).Value;
        var body = await host.DbAsync(async db => (await db.Proposals.SingleAsync(p => p.Id == id)).Versions[0].Body.Source);
        var passage = body[..3];
        Assert.Equal("not-found", (await host.SendAsync("steward", new WriteDownComment(id, person, "不贵。", Stance.For, true, new CommentId(Guid.NewGuid())))).Refusals[0].Code);
        Assert.Equal("quote.not-there", (await host.SendAsync("steward", new WriteDownComment(id, person, "不贵。", Stance.For, true, Quote: new("没有的话")))).Refusals[0].Code);
        var hidden = (await host.SendAsync("chen", new AddComment(id, "骂一句。", Stance.Against))).Value;
        Assert.True((await host.SendAsync("director", new Forum.Council.Moderation.HideText(hidden, "骂人", Domain.Moderation.HouseRule.Insult))).Ok);
        Assert.Equal("comment.hidden", (await host.SendAsync("steward", new WriteDownComment(id, person, "不贵。", Stance.For, true, hidden))).Refusals[0].Code);
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/proposals/{id}/comments/{head}");
        await steward.GoAsync(steward.Page.QuerySelector("a[href*='for-somebody?reply=']")!.GetAttribute("href")! + $"&find={Uri.EscapeDataString(name)}");
        Assert.Contains("扶手太贵", steward.Text);
        await steward.PostAsync("write-down", new() { ["personId"] = person.ToString(), ["agreed"] = "yes", ["stance"] = "For", ["body"] = "不贵，要装。", ["quote"] = passage });
        Assert.StartsWith($"/proposals/{id}/comments/", steward.Path);
        var said = await host.DbAsync(db => db.Comments.AsNoTracking().SingleAsync(c => c.ReplyTo == head));
        Assert.Equal((passage, name, 1), (said.Quote!.Words, said.From!.Name, await host.DbAsync(db => db.Comments.Where(c => c.Id == head).Select(c => c.Answers).SingleAsync())));
        var header = steward.Page.QuerySelector($"#c-{said.Id} > header")!.TextContent;
        Assert.Contains(name, header);
        Assert.Contains("代录", header);
        var wu = await Browser.SignedInAsync(host, "wu");
        await wu.GoAsync($"/proposals/{id}/comments/{head}");
        Assert.Null(wu.Page.QuerySelector("a[href*='for-somebody']"));
        var again = await (await host.ApiAsync("steward")).PostAsJsonAsync($"/api/v1/proposals/{id}/spoken/comments", new { personId = person.Value, body = "再说一句", stance = "for", agreed = true, replyTo = said.Id.Value, quote = new { words = passage } });
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(2, await host.DbAsync(db => db.Comments.CountAsync(c => c.ReplyTo == head)));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task A_person_counts_once_by_word_and_by_account()
    {
        var id = await ProposedAsync();
        var (person, _) = await NeighbourAsync(1);
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.SendAsync("steward", new WriteDownEndorsement(id, person, true))));
        Assert.Single(all, a => a.Ok);
        Assert.Equal(1, (await host.SendAsync("lin", new GetProposal(id))).Value.Endorsed);
        // Whoever is given an account later has endorsed already, in the database's eyes too, and may take it back.
        var wu = await host.DbAsync(db => db.Accounts.Where(a => a.UserName == "wu").Select(a => a.PersonId).SingleAsync());
        await host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Accounts SET PersonId = {person.Value} WHERE UserName = 'wu'"));
        await host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Topics SET Version = Version + 1 WHERE Topic = {Forum.Accounts.CallerChanges.Topic}"));
        try
        {
            Assert.Equal("proposal.endorsed", (await host.SendAsync("wu", new Endorse(id))).Refusals[0].Code);
            Assert.True((await host.SendAsync("wu", new GetProposal(id))).Value.Mine);
            Assert.True((await host.SendAsync("wu", new WithdrawEndorsement(id))).Ok);
            Assert.True((await host.SendAsync("wu", new Endorse(id))).Ok);
            Assert.Equal("spoken.endorsed", (await host.SendAsync("steward", new WriteDownEndorsement(id, person, true))).Refusals[0].Code);
        }
        finally
        {
            await host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Accounts SET PersonId = {wu!.Value.Value} WHERE UserName = 'wu'"));
            await host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Topics SET Version = Version + 1 WHERE Topic = {Forum.Accounts.CallerChanges.Topic}"));
        }
    }

    [Fact]
    public async Task The_register_is_looked_up_only_where_one_serves()
    {
        var id = await ProposedAsync();
        var (person, name) = await NeighbourAsync();
        foreach (var who in new[] { "lin", "property", "wu" }) Assert.Equal("forbidden", (await host.SendAsync(who, new FindSpeakers(id, name))).Refusals[0].Code);
        foreach (var who in new[] { "lin.b", "director.b" }) Assert.Equal("not-found", (await host.SendAsync(who, new FindSpeakers(id, name))).Refusals[0].Code);
        // Somebody of another building is nobody to this steward.
        var elsewhere = await host.DbAsync(async db =>
        {
            var own = await db.Places.Where(p => db.Residencies.Any(r => r.PersonId == person && r.HomeId == p.Id)).Select(p => p.ParentId).FirstAsync();
            return await db.Residencies.Where(r => db.Places.Any(p => p.Id == r.HomeId && p.ParentId != own)).Select(r => r.PersonId).FirstAsync();
        });
        Assert.Equal("spoken.whose", (await host.SendAsync("steward", new WriteDownComment(id, elsewhere, "冒名", Stance.For, true))).Refusals[0].Code);
        Assert.Equal("spoken.whose", (await host.SendAsync("steward", new WriteDownEndorsement(id, elsewhere, true))).Refusals[0].Code);
    }
}
