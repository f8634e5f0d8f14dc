using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Amendments;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Council.Steps;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>A proposal written down for somebody without a phone: both names, who goes on with it, and who is told.</summary>
public sealed class SpokenProposalTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Mark() => Guid.NewGuid().ToString("N")[..6];
    private static string Code<T>(Outcome<T> no) => no.Refusals[0].Code;

    private async Task<ProposalId> SpokenAsync(PersonId person, string title, string by = "steward") =>
        (await host.SendAsync(by, new WriteDownProposal(person, true, title, "在门口装一张长椅。"))) is { Ok: true } made ? made.Value.Id : throw new InvalidOperationException();

    private Task<string> NameAsync(PersonId person) => host.DbAsync(db => db.People.Where(p => p.Id == person).Select(p => p.VerifiedName).SingleAsync());

    private async Task<List<string>> DoorAsync(PersonId person, string mark) => [.. (await host.TellingsAsync()).Where(l => l.Whom == VoterId.Of(person) && l.What.Contains(mark)).Select(l => l.What)];

    // For a while wu's account is theirs.
    private async Task AsThemselvesAsync(PersonId person, Func<Task> act)
    {
        var before = await host.DbAsync(db => db.Accounts.Where(a => a.UserName == "wu").Select(a => a.PersonId).SingleAsync());
        async Task BelongsAsync(PersonId to)
        {
            await host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Accounts SET PersonId = {to.Value} WHERE UserName = 'wu'"));
            await host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Topics SET Version = Version + 1 WHERE Topic = {Forum.Accounts.CallerChanges.Topic}"));
        }
        await BelongsAsync(person);
        try { await act(); }
        finally { await BelongsAsync(before!.Value); }
    }

    [Fact]
    public async Task Both_names_stand_on_page_list_feed_and_api()
    {
        var (mark, person) = (Mark(), await host.NeighbourAsync());
        var name = await NameAsync(person);
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync("/proposals");
        Assert.NotNull(steward.Page.QuerySelector("a[href='/proposals/for-somebody']"));
        await steward.GoAsync($"/proposals/for-somebody?find={Uri.EscapeDataString(name)}");
        await steward.PostAsync("propose", new() { ["personId"] = person.ToString(), ["title"] = $"长椅{mark}", ["body"] = "在门口装一张。", ["category"] = "safety" });
        Assert.Contains("请先当面问过本人", steward.Text);
        await steward.PostAsync("propose", new() { ["personId"] = person.ToString(), ["agreed"] = "yes", ["title"] = $"长椅{mark}", ["body"] = "在门口装一张。", ["category"] = "safety" });
        Assert.Matches("^/proposals/[0-9a-f-]{36}$", steward.Path);
        var by = steward.Page.QuerySelector(".title .sub")!.TextContent;
        Assert.Contains(name, by);
        Assert.Matches("代录：\\s*高玉兰", by);
        var id = steward.Path[^36..];
        await steward.GoAsync($"/proposals/{id}/versions");
        Assert.Contains(name, steward.Text);
        await steward.GoAsync("/proposals");
        Assert.Contains($"{name}（高玉兰代录）", steward.Text);
        Assert.Contains($"{name}（高玉兰代录）", await host.CreateClient().GetStringAsync("/feeds/proposals.atom"));
        var api = await host.ApiAsync("chen");
        var view = await api.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{id}");
        Assert.Equal((name, name), (view.GetProperty("from").GetProperty("name").GetString(), view.GetProperty("versions")[0].GetProperty("from").GetProperty("name").GetString()));
        Assert.Equal(name, (await api.GetFromJsonAsync<JsonElement>("/api/v1/proposals")).GetProperty("items")[0].GetProperty("from").GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await api.PostAsJsonAsync("/api/v1/proposals/spoken", new { personId = person.Value, agreed = true, title = "冒名", body = "冒名" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await api.GetAsync($"/api/v1/proposals/spoken/people?text={name}")).StatusCode);
        await host.DrainAsync();
        Assert.Contains(await host.DbAsync(db => db.Ledger.Where(e => e.Subject == $"proposals/{id}").Select(e => e.Act).ToListAsync()), a => a == "proposal.written-down");
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Nobody_elsewhere_is_written_for_and_no_place_where_they_do_not_live()
    {
        var person = await host.NeighbourAsync();
        var own = await host.DbAsync(db => db.Places.Where(p => db.Residencies.Any(r => r.PersonId == person && r.HomeId == p.Id)).Select(p => p.ParentId).FirstAsync());
        var elsewhere = await host.DbAsync(db => db.Residencies.Where(r => db.Places.Any(p => p.Id == r.HomeId && p.ParentId != own && db.Places.Any(b => b.Id == own && b.CommunityId == p.CommunityId))
            && !db.Residencies.Any(o => o.PersonId == r.PersonId && db.Places.Any(p => p.Id == o.HomeId && p.ParentId == own))).Select(r => r.PersonId).FirstAsync());
        WriteDownProposal Of(PersonId who, PlaceId? place = null, ConcernId? from = null) => new(who, true, "长椅", "装一张。", place, null, from);
        Assert.Equal("spoken.whose", Code(await host.SendAsync("steward", Of(elsewhere))));
        Assert.Equal("spoken.elsewhere", Code(await host.SendAsync("director", Of(elsewhere, own))));
        Assert.True((await host.SendAsync("steward", Of(person, own))).Ok);
        Assert.Equal("forbidden", Code(await host.SendAsync("lin", Of(person))));
        var concern = await host.DbAsync(db => db.Concerns.Where(c => c.Visibility == Forum.Domain.Reception.Visibility.Public).Select(c => c.Id).FirstAsync());
        Assert.True((await host.SendAsync("steward", new DeclareInterest(concern, "我弟弟做长椅"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("steward", Of(person, null, concern))));
    }

    [Fact]
    public async Task The_pen_goes_on_with_it_also_where_it_does_not_live_until_it_has_an_interest()
    {
        var (mark, person) = (Mark(), await host.NeighbourAsync());
        var id = await SpokenAsync(person, $"坡道{mark}", "grid.worker");
        Assert.True((await host.SendAsync("grid.worker", new Revise(id, "一米宽。"))).Ok);
        var amendment = (await host.SendAsync("chen", new PutAmendment(id, 2, "一米二宽。", "轮椅要过"))).Value;
        Assert.True((await host.SendAsync("grid.worker", new AcceptAmendment(amendment))).Ok);
        var second = (await host.SendAsync("chen", new PutAmendment(id, 3, "一米四宽。", "还要宽"))).Value;
        Assert.True((await host.SendAsync("grid.worker", new GetProposal(id))).Value is { May.Revise: true, Hall.May: { TakeBack: true, Merge: true } });
        Assert.True((await host.SendAsync("grid.worker", new DeclareInterest(id, "我家做坡道"))).Ok);
        Assert.True((await host.SendAsync("grid.worker", new GetProposal(id))).Value is { May.Revise: false, Hall.May: { TakeBack: false, Merge: false } });
        Assert.Equal("interest.recused", Code(await host.SendAsync("grid.worker", new Revise(id, "两米宽。"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("grid.worker", new AcceptAmendment(second))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("grid.worker", new DeclineAmendment(second, "不要"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("grid.worker", new TakeBackProposal(id, "不提了"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("grid.worker", new Forum.Council.Merging.OfferMerger(id, "2026-000001", "一回事"))));
        // Another of the office takes it back for them, with a reason and that office in sight.
        Assert.Equal("proposal.author-withdraws", Code(await host.SendAsync("chen", new TakeBackProposal(id, "不提了"))));
        Assert.True((await host.SendAsync("steward", new GetProposal(id))).Value is { May.Revise: false, Hall.May: { TakeBack: true, Merge: false } });
        Assert.Equal("reason.missing", Code(await host.SendAsync("steward", new TakeBackProposal(id, ""))));
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/proposals/{id}/withdrawal");
        Assert.Contains("请先当面问过本人", steward.Text);
        await steward.PostAsync("take-back", new() { ["reason"] = "他不想提了" });
        Assert.Contains("代提案人撤回了", steward.Text);
        Assert.True((await host.SendAsync("chen", new ListProposals(Take: 100))).Value.Items.Single(r => r.Id == id).WithdrawnFor);
        Assert.Contains(await DoorAsync(person, mark), l => l.Contains("撤回"));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Without_an_account_they_are_told_at_the_door_and_with_one_in_the_portal()
    {
        var (mark, person) = (Mark(), await host.NeighbourAsync(1));
        var id = await SpokenAsync(person, $"电梯{mark}");
        Assert.Empty(await DoorAsync(person, mark));
        foreach (var words in new[] { "多少钱？", "谁出钱？" }) Assert.True((await host.SendAsync("chen", new AddComment(id, words, Stance.Neither))).Ok);
        Assert.Contains("新意见", Assert.Single(await DoorAsync(person, mark)));
        Assert.True((await host.SendAsync("chen", new PutAmendment(id, 1, "在北门装一部电梯。", "北门近"))).Ok);
        Assert.Equal(2, (await DoorAsync(person, mark)).Count);
        Assert.True((await host.SendAsync("steward", new Revise(id, "在南门装一部电梯。"))).Ok);
        Assert.Contains(await DoorAsync(person, mark), l => l.Contains("新的一稿"));
        var (holder, who) = await host.AccountHolderAsync();
        var other = await SpokenAsync(holder, $"扶手{mark}");
        Assert.True((await host.SendAsync("chen", new AddComment(other, "多高？", Stance.Neither))).Ok);
        Assert.True((await host.SendAsync("steward", new Revise(other, "九十公分高。"))).Ok);
        Assert.Equal(["news.proposal-written-down", "news.comment", "news.revised"], await host.NewsOfAsync(who, $"扶手{mark}"));
        // They go on with it themselves, and it is theirs to everybody who keeps order.
        Assert.True((await host.SendAsync(who, new Revise(other, "八十公分高。"))).Ok);
        Assert.Equal("amendment.own-text", Code(await host.SendAsync(who, new PutAmendment(other, 3, "一米高。", "高些"))));
        Assert.Contains("news.revised", await host.NewsOfAsync("steward", $"扶手{mark}"));
        Assert.True((await host.SendAsync("director", new HideText(other, "试试", HouseRule.Other))).Ok);
        Assert.True((await host.SendAsync(who, new AppealHiding(other, "没有犯规"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(other, true, "是没有"))).Ok);
        Assert.True((await host.SendAsync(who, new TakeBackProposal(other, "不用了"))).Ok);
        Assert.Null((await host.SendAsync(who, new GetProposal(other))).Value.Hall.Ending!.As);
    }

    [Fact]
    public async Task Whoever_spoke_counts_once_and_keeps_no_order_in_their_own_matter()
    {
        var person = await host.NeighbourAsync(2);
        var id = await SpokenAsync(person, $"路灯{Mark()}");
        Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(id, person, true))).Ok);
        await AsThemselvesAsync(person, async () =>
        {
            Assert.Equal("proposal.endorsed", Code(await host.SendAsync("wu", new Endorse(id))));
            Assert.True((await host.SendAsync("wu", new GetProposal(id))).Value is { Mine: true, May.Revise: true, Spoke: true });
            Assert.True((await host.SendAsync("wu", new Revise(id, "每层一盏。"))).Ok);
        });
        // The database holds whose it is.
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Proposals SET From_Name = 'X' WHERE Id = {id.Value}")));
    }

    [Fact]
    public async Task Words_that_were_written_down_change_in_sight_and_their_speaker_hears_of_it()
    {
        var (mark, person) = (Mark(), await host.NeighbourAsync(3));
        var (holder, who) = await host.AccountHolderAsync();
        var id = await host.ProposedAsync($"车棚{mark}");
        var said = (await host.SendAsync("steward", new WriteDownComment(id, person, "不要车棚。", Stance.Against, true))).Value;
        var other = (await host.SendAsync("steward", new WriteDownComment(id, holder, "要车棚。", Stance.For, true))).Value;
        foreach (var c in new[] { said, other }) Assert.True((await host.SendAsync("steward", new EditComment(c, "车棚要有顶。"))).Ok);
        Assert.Equal("不要车棚。", Assert.Single((await host.SendAsync("chen", new GetThread(said))).Value.Older).Body);
        Assert.Contains("原话被改了", Assert.Single(await DoorAsync(person, mark)));
        Assert.Equal("news.spoken-edited", (await host.NewsOfAsync(who, mark))[^1]);
        Assert.Equal("reason.missing", Code(await host.SendAsync("steward", new WithdrawComment(said))));
        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/proposals/{id}/comments/{said}");
        Assert.False(steward.HasForm("take-back"));
        await steward.GoAsync(steward.Page.QuerySelector("a[href$='/withdrawal']")!.GetAttribute("href")!);
        await steward.PostAsync("withdraw", new() { ["reason"] = "听错了" });
        Assert.Contains("听错了", steward.Text);
        Assert.Contains(await DoorAsync(person, mark), l => l.Contains("听错了"));
        Assert.True((await host.SendAsync("steward", new WithdrawComment(other, "重复了"))).Ok);
        Assert.Equal("news.spoken-withdrawn", (await host.NewsOfAsync(who, mark))[^1]);
        Assert.DoesNotContain("news.spoken-withdrawn", await host.NewsOfAsync("steward", mark));
        Assert.Empty(await host.CheckAsync());
    }
}
