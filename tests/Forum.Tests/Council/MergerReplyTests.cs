using System.Net;
using System.Net.Http.Json;
using Forum.Council.Discussion;
using Forum.Council.Merging;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Notifications;
using Forum.Domain.Reception;
using Forum.Notifications.Tellings;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Of a proposal that was joined to another every supporter is asked, also those who endorsed through somebody's pen; all others who took part in either hear of it.</summary>
public sealed class MergerReplyTests(ForumHost host) : IClassFixture<ForumHost>
{
    private sealed record Joined(ProposalId From, ProposalId Into, ProposalMergerId Merger, string Mark);

    // Lin's goes into Wu's.
    private async Task<Joined> JoinedAsync(Func<ProposalId, ProposalId, Task> before, PlaceId? at = null)
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        var (from, into) = (await host.ProposedAsync($"灯甲{mark}"), (await host.SendAsync("wu", new Propose($"灯乙{mark}", "正文。", at))).Value.Id);
        await before(from, into);
        var number = await host.DbAsync(db => db.Proposals.Where(p => p.Id == into).Select(p => p.Number).SingleAsync());
        var merger = (await host.SendAsync("lin", new OfferMerger(from, number, "一件事"))).Value;
        Assert.True((await host.SendAsync("wu", new AnswerMerger(merger, true))).Ok);
        return new(from, into, merger, mark);
    }

    private async Task<MergerView> SeenAsync(string who, Joined it) => Assert.Single((await host.SendAsync(who, new GetMergers(it.Into))).Value.Items);

    private Task<int> EndorsedAsync(ProposalId id) => host.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.Endorsed).SingleAsync());

    [Fact]
    public async Task Whoever_has_an_account_answers_by_it()
    {
        var (person, who) = await host.AccountHolderAsync();
        var it = await JoinedAsync(async (from, _) => Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(from, person, true))).Ok));
        Assert.Contains("news.merger-ask", await host.NewsOfAsync(who, it.Mark));
        Assert.True((await SeenAsync(who, it)).MayReply);
        Assert.Equal("merger.by-account", (await host.SendAsync("steward", new WriteDownMergerReply(it.Merger, person, true, true))).Refusals[0].Code);
        var page = await Browser.SignedInAsync(host, who);
        await page.GoAsync($"/proposals/{it.Into}");
        Assert.True(page.HasForm($"reply-{it.Merger}"));
        Assert.Equal(HttpStatusCode.NoContent, (await (await host.ApiAsync(who)).PostAsJsonAsync($"/api/v1/mergers/{it.Merger}/replies", new { supports = true })).StatusCode);
        Assert.Equal("merger.replied", (await host.SendAsync(who, new ReplyToMerger(it.Merger, false))).Refusals[0].Code);
        var seen = await SeenAsync(who, it);
        Assert.Equal((1, 1, 0, 0, false), (seen.Asked, seen.Support, seen.Decline, seen.Open, seen.MayReply));
        Assert.Equal((1, 1), (await EndorsedAsync(it.From), await EndorsedAsync(it.Into)));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Nobody_supports_a_text_that_they_have_not_read()
    {
        var (person, (holder, who)) = (await host.NeighbourAsync(9), await host.AccountHolderAsync());
        var it = await JoinedAsync(async (from, _) => { foreach (var whom in new[] { person, holder }) Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(from, whom, true))).Ok); });
        var (own, steward) = (await Browser.SignedInAsync(host, who), await Browser.SignedInAsync(host, "steward"));
        await own.GoAsync($"/proposals/{it.Into}");
        await steward.GoAsync($"/mergers/{it.Merger}/for-somebody");
        Assert.True((await host.SendAsync("wu", new Revise(it.Into, "建一个靶场。"))).Ok);
        Dictionary<string, string> yes = new() { ["personId"] = person.ToString(), ["supports"] = "yes", ["agreed"] = "yes" };
        await own.PostAsync($"reply-{it.Merger}", new() { ["supports"] = "yes" });
        await steward.PostAsync("write-down", yes);
        foreach (var browser in new[] { own, steward })
        {
            Assert.True(browser.Text.Contains("您看的是第1稿"), browser.Path + browser.Response.StatusCode + browser.Text);
            Assert.NotNull(browser.Page.QuerySelector($"a[href='/proposals/{it.Into}/versions?from=1&to=2']"));
        }
        foreach (var (name, path, body) in new (string, string, object)[] { (who, "replies", new { supports = true, version = 1 }), ("steward", "spoken/replies", new { personId = person.Value, supports = true, agreed = true, version = 1 }) })
            Assert.Equal(HttpStatusCode.Conflict, (await (await host.ApiAsync(name)).PostAsJsonAsync($"/api/v1/mergers/{it.Merger}/{path}", body)).StatusCode);
        Assert.Equal((0, 2), (await EndorsedAsync(it.Into), (await SeenAsync("lin", it)).Open));
        await own.PostAsync($"reply-{it.Merger}", new() { ["supports"] = "yes" });
        await steward.PostAsync("write-down", yes);
        Assert.Equal((2, 0), (await EndorsedAsync(it.Into), (await SeenAsync("lin", it)).Open));
        Assert.Equal([2], await host.DbAsync(db => db.Endorsements.Where(e => e.ProposalId == it.Into).Select(e => e.Version).ToListAsync()));
        Assert.Equal([2], await host.DbAsync(db => db.SpokenEndorsements.Where(e => e.ProposalId == it.Into).Select(e => e.Version).ToListAsync()));
    }

    [Fact]
    public async Task Whoever_has_none_is_asked_at_the_door_and_the_answer_written_down_once()
    {
        var (yes, no) = (await host.NeighbourAsync(3), await host.NeighbourAsync(4));
        var it = await JoinedAsync(async (from, _) => { foreach (var person in new[] { yes, no }) Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(from, person, true))).Ok); });
        async Task<List<TellLine>> LinesAsync(string who = "steward") => [.. (await host.TellingsAsync(who)).Where(l => l.What.Contains(it.Mark))];
        var lines = await LinesAsync();
        Assert.Equal(new[] { yes, no }.Select(VoterId.Of).ToHashSet(), lines.Select(l => l.Whom).ToHashSet());
        Assert.Equal(2, lines.Count);
        Assert.All(lines, l => Assert.Equal($"mergers/{it.Merger}", l.About));
        // To have told it is no answer.
        Assert.Equal("tell.write-down", (await host.SendAsync("steward", new NoteTelling(lines[0].Whom, lines[0].About, TellingWay.Door))).Refusals[0].Code);
        Assert.Equal(2, (await SeenAsync("steward", it)).MayWriteDown);
        Assert.Equal(0, (await SeenAsync("chen", it)).MayWriteDown);
        foreach (var who in new[] { "chen", "wu", "lin" }) Assert.Equal("forbidden", (await host.SendAsync(who, new WriteDownMergerReply(it.Merger, yes, true, true))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("director.b", new WriteDownMergerReply(it.Merger, yes, true, true))).Refusals[0].Code);
        Assert.Equal(["spoken.whose", "spoken.agreed", "yes-no.missing"], (await host.SendAsync("steward", new WriteDownMergerReply(it.Merger, null, null, false))).Refusals.Select(r => r.Code));
        Assert.Equal("not-found", (await host.SendAsync("steward", new WriteDownMergerReply(it.Merger, await host.NeighbourAsync(5), true, true))).Refusals[0].Code);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.CreateClient().GetAsync($"/api/v1/mergers/{it.Merger}/spoken/people")).StatusCode);

        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync("/tell");
        await steward.GoAsync(lines.Single(l => l.Whom == VoterId.Of(no)).Href!);
        Assert.Equal(no.ToString(), steward.Page.QuerySelector("input[name=personId][checked]")!.GetAttribute("value"));
        await steward.PostAsync("write-down", new() { ["personId"] = no.ToString(), ["agreed"] = "yes" });
        Assert.Contains("请选", steward.Text);
        await steward.PostAsync("write-down", new() { ["personId"] = no.ToString(), ["supports"] = "no", ["agreed"] = "yes" });
        Assert.Equal(VoterId.Of(yes), Assert.Single(await LinesAsync()).Whom);
        Assert.Equal(0, await EndorsedAsync(it.Into));

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.SendAsync(i % 2 == 0 ? "steward" : "grid.worker", new WriteDownMergerReply(it.Merger, yes, true, true))));
        Assert.Single(all, a => a.Ok);
        Assert.Empty(await LinesAsync());
        Assert.Empty(await LinesAsync("grid.worker"));
        var seen = await SeenAsync("steward", it);
        Assert.Equal((2, 1, 1, 0, 0), (seen.Asked, seen.Support, seen.Decline, seen.Open, seen.MayWriteDown));
        Assert.Equal((2, 1), (await EndorsedAsync(it.From), await EndorsedAsync(it.Into)));
        var kept = await host.DbAsync(db => db.SpokenEndorsements.AsNoTracking().SingleAsync(e => e.ProposalId == it.Into));
        Assert.Equal((yes, true), (kept.PersonId, kept.By.Name.Length > 0 && kept.Name.Length > 0));
        // The database keeps it so.
        foreach (var (sql, guard) in new[]
        {
            ("UPDATE SpokenMergerReplies SET Supports = 1 - Supports", "SpokenMergerReplies_no_update"), ("DELETE FROM SpokenMergerReplies", "SpokenMergerReplies_no_delete"),
            ("INSERT INTO SpokenMergerReplies (MergerId, PersonId, Name, Of, Supports, At, By_AccountId, By_As, By_Name, By_Of) SELECT MergerId, (SELECT Id FROM People WHERE Id NOT IN (SELECT PersonId FROM SpokenEndorsements) LIMIT 1), Name, Of, Supports, At, By_AccountId, By_As, By_Name, By_Of FROM SpokenMergerReplies LIMIT 1", "SpokenMergerReplies_of_the_asked"),
            ($"INSERT INTO MergerReplies (MergerId, AccountId, Supports, At) SELECT '{it.Merger.Value.ToString().ToUpperInvariant()}', Id, 1, '2026-01-01' FROM Accounts WHERE UserName = 'chen'", "MergerReplies_of_the_asked"),
        })
            Assert.Contains(guard, (await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)))).ToString());
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Whoever_lives_elsewhere_than_what_stays_is_asked_too()
    {
        var person = await host.NeighbourAsync(8);
        var elsewhere = await host.DbAsync(db => db.Places.Where(p => p.Level == PlaceLevel.Building && !db.Residencies.Any(r => r.PersonId == person && db.Places.Any(h => h.Id == r.HomeId && h.ParentId == p.Id)) && db.Accounts.Any(a => a.UserName == "wu" && a.CommunityId == p.CommunityId)).Select(p => p.Id).FirstAsync());
        var it = await JoinedAsync(async (from, _) => Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(from, person, true))).Ok), elsewhere);
        Assert.Contains(await host.TellingsAsync(), l => l.What.Contains(it.Mark));
        Assert.True((await host.SendAsync("steward", new WriteDownMergerReply(it.Merger, person, true, true))).Ok);
        Assert.Equal(1, await EndorsedAsync(it.Into));
    }

    [Fact]
    public async Task Whoever_has_an_interest_in_either_writes_no_answer_down_and_is_asked_for_none()
    {
        var person = await host.NeighbourAsync(6);
        var it = await JoinedAsync(async (from, _) => Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(from, person, true))).Ok));
        Assert.True((await host.SendAsync("steward", new DeclareInterest(it.Into, "我弟弟卖灯"))).Ok);
        Assert.Equal("interest.recused", (await host.SendAsync("steward", new WriteDownMergerReply(it.Merger, person, true, true))).Refusals[0].Code);
        Assert.DoesNotContain(await host.TellingsAsync(), l => l.What.Contains(it.Mark));
        Assert.Contains(await host.TellingsAsync("grid.worker"), l => l.What.Contains(it.Mark));
        Assert.Equal(0, (await SeenAsync("steward", it)).MayWriteDown);
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/mergers/{it.Merger}/for-somebody");
        Assert.Contains("请回避", steward.Text);
        Assert.Empty(steward.Page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Only_supporters_are_asked_and_everybody_else_hears_it_in_one_line()
    {
        var speaker = await host.NeighbourAsync(7);
        var it = await JoinedAsync(async (from, into) =>
        {
            foreach (var who in new[] { "chen", "zhao" }) Assert.True((await host.SendAsync(who, new Endorse(from))).Ok);
            Assert.True((await host.SendAsync("zhao", new AddComment(into, "也好。", Stance.For))).Ok);
            Assert.True((await host.SendAsync("volunteer", new AddComment(from, "好。", Stance.For))).Ok);
            Assert.True((await host.SendAsync("care", new Endorse(into))).Ok);
            Assert.True((await host.SendAsync("steward", new WriteDownComment(into, speaker, "我也说一句。", Stance.For, true))).Ok);
        });
        async Task<IEnumerable<string>> MergerNewsAsync(string who) => (await host.NewsOfAsync(who, it.Mark)).Where(t => t.StartsWith("news.merger") && t != "news.merger-offered");
        foreach (var who in new[] { "chen", "zhao" }) Assert.Equal(["news.merger-ask"], await MergerNewsAsync(who));
        foreach (var who in new[] { "lin", "volunteer" }) Assert.Equal(["news.merger-joined"], await MergerNewsAsync(who));
        Assert.Equal(["news.merger-came"], await MergerNewsAsync("care"));
        foreach (var who in new[] { "wu", "steward" }) Assert.Empty(await MergerNewsAsync(who));
        Assert.Contains("并入了", Assert.Single(await host.TellingsAsync(), l => l.Whom == VoterId.Of(speaker) && l.What.Contains(it.Mark)).What);
        // A line that names a hidden proposal goes with it.
        Assert.True((await host.SendAsync("director", new HideText(it.From, "试试", Domain.Moderation.HouseRule.Other))).Ok);
        Assert.DoesNotContain((await host.SendAsync("care", new Forum.Notifications.GetNews())).Value.Items, n => n.Text.Contains($"灯甲{it.Mark}"));
        Assert.DoesNotContain(await host.TellingsAsync(), l => l.What.Contains(it.Mark));
    }

    [Fact]
    public async Task Whoever_wrote_what_was_joined_hears_how_the_other_goes_on()
    {
        var (speaker, mark) = (await host.NeighbourAsync(8), Guid.NewGuid().ToString("N")[..6]);
        var concern = (await host.SendAsync("chen", new RaiseConcern("property", null, "楼道太暗", "看不清。", Visibility.Public))).Value.Id;
        var grown = (await host.SendAsync("lin", new Propose($"灯丙{mark}", "正文。", null, FromConcernId: concern))).Value.Id;
        var spoken = (await host.SendAsync("steward", new WriteDownProposal(speaker, true, $"灯丁{mark}", "正文。"))).Value.Id;
        var into = (await host.SendAsync("wu", new Propose($"灯戊{mark}", "正文。", null))).Value;
        Assert.True((await host.SendAsync("zhao", new Endorse(grown))).Ok);
        foreach (var (who, from) in new[] { ("lin", grown), ("steward", spoken) })
            Assert.True((await host.SendAsync("wu", new AnswerMerger((await host.SendAsync(who, new OfferMerger(from, into.Number, "一件事"))).Value, true))).Ok);
        Assert.True((await host.SendAsync("wu", new Revise(into.Id, "换成感应灯。"))).Ok);
        foreach (var who in new[] { "lin", "chen", "steward" }) Assert.Contains("news.revised", await host.NewsOfAsync(who, $"灯戊{mark}"));
        Assert.Contains(await host.TellingsAsync(), l => l.Whom == VoterId.Of(speaker) && l.What.Contains("有了新的一稿") && l.What.Contains($"灯戊{mark}"));
        // Whoever supported it is asked first.
        Assert.DoesNotContain("news.revised", await host.NewsOfAsync("zhao", $"灯戊{mark}"));
    }
}
