using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Merging;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Council.Proposals;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>An offer to join that gets no answer never stands in the way: it ends with either proposal, and whoever made it takes it back.</summary>
public sealed class MergerOfferTests(ForumHost host) : IClassFixture<ForumHost>
{
    private sealed record Offered(ProposalId From, ProposalId Into, ProposalMergerId Merger, string Mark);

    private Task<string> NumberAsync(ProposalId id) => host.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.Number).SingleAsync());

    private async Task<Outcome<ProposalMergerId>> OfferAsync(ProposalId from, ProposalId into) => await host.SendAsync("lin", new OfferMerger(from, await NumberAsync(into), "一件事"));

    // Lin offers to join one of theirs to one of Wu's.
    private async Task<Offered> OfferedAsync()
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        var (from, into) = (await host.ProposedAsync($"椅甲{mark}"), await host.ProposedAsync($"椅乙{mark}", "wu"));
        return new(from, into, (await OfferAsync(from, into)).Value, mark);
    }

    private async Task<bool> WaitsAsync(Offered it) => (await host.SendAsync("wu", new Forum.Queue.GetQueue())).Value.Items.Any(i => i.Kind == "merger.answer" && i.Id == it.Merger.ToString());

    private Task<MergerEnding?> EndingAsync(Offered it) => host.DbAsync(async db => (await db.ProposalMergers.AsNoTracking().SingleAsync(m => m.Id == it.Merger)).Ending);

    private async Task OpensItsPollAsync(ProposalId id)
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("装不装？", $"proposals/{id}", "yes-no-abstain", "residents", "open", host.Now().AddDays(3)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
    }

    private async Task JoinsAsync(ProposalId id, string by)
    {
        var elsewhere = await host.ProposedAsync("别处", "zhao");
        var merger = (await host.SendAsync(by, new OfferMerger(id, await NumberAsync(elsewhere), "也是一件事"))).Value;
        Assert.True((await host.SendAsync("zhao", new AnswerMerger(merger, true))).Ok);
    }

    [Theory]
    [InlineData("withdrawn"), InlineData("hidden"), InlineData("voted"), InlineData("joined"), InlineData("refused")]
    public async Task It_ends_when_the_other_can_take_nothing_in(string how)
    {
        var it = await OfferedAsync();
        Assert.True(await WaitsAsync(it));
        switch (how)
        {
            case "withdrawn": Assert.True((await host.SendAsync("wu", new TakeBackProposal(it.Into, "不提了。"))).Ok); break;
            case "hidden": Assert.True((await host.SendAsync("director", new HideText(it.Into, "试试", Domain.Moderation.HouseRule.Other))).Ok); break;
            case "voted": await OpensItsPollAsync(it.Into); break;
            case "joined": await JoinsAsync(it.Into, "wu"); break;
            default:
                foreach (var who in new[] { "chen", "zhao", "lin", "volunteer", "care" }) Assert.True((await host.SendAsync(who, new Endorse(it.Into))).Ok);
                Assert.True((await host.SendAsync("director", new Admit(it.Into, false, "地方太窄。"))).Ok);
                Assert.Null(await EndingAsync(it));
                Assert.True((await host.SendAsync("wu", new AppealAdmission(it.Into, "不窄。"))).Ok);
                Assert.True((await host.SendAsync("supervisor", new AnswerAdmissionAppeal(it.Into, false, "窄。"))).Ok);
                break;
        }
        Assert.Equal(MergerEnd.Lapsed, (await EndingAsync(it))!.Kind);
        Assert.False(await WaitsAsync(it));
        Assert.Single(await host.NewsOfAsync("lin", it.Mark), "news.merger-lapsed");
        if (how == "withdrawn") Assert.DoesNotContain("news.merger-over", await host.NewsOfAsync("wu", it.Mark));
        // Of what is hidden nothing is named.
        Assert.DoesNotContain((await host.SendAsync("lin", new Forum.Notifications.GetNews())).Value.Items, n => how == "hidden" && n.Text.Contains($"椅乙{it.Mark}"));
        if (how != "hidden") Assert.Equal("merger.over", (await host.SendAsync("wu", new AnswerMerger(it.Merger, false))).Refusals[0].Code);
        var other = await host.ProposedAsync("另一份", "zhao");
        Assert.True((await OfferAsync(it.From, other)).Ok);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task It_ends_with_the_one_that_was_to_go_and_no_answer_is_due()
    {
        var (withdrawn, voted) = (await OfferedAsync(), await OfferedAsync());
        Assert.True((await host.SendAsync("lin", new TakeBackProposal(withdrawn.From, "不提了。"))).Ok);
        await OpensItsPollAsync(voted.From);
        foreach (var it in new[] { withdrawn, voted })
        {
            Assert.False(await WaitsAsync(it));
            Assert.Single(await host.NewsOfAsync("wu", it.Mark), "news.merger-over");
            Assert.Empty((await host.SendAsync("wu", new GetMergers(it.Into))).Value.Items);
        }
    }

    [Fact]
    public async Task It_lapses_with_the_time_for_endorsements()
    {
        using var own = new ForumHost();
        var into = await own.ProposedAsync("凳", "wu");
        await own.AdvanceAsync(TimeSpan.FromDays(29));
        var late = await own.ProposedAsync("台");
        var number = await own.DbAsync(db => db.Proposals.Where(p => p.Id == into).Select(p => p.Number).SingleAsync());
        var merger = (await own.SendAsync("lin", new OfferMerger(late, number, "一件事"))).Value;
        await own.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(MergerEnd.Lapsed, (await own.DbAsync(db => db.ProposalMergers.AsNoTracking().SingleAsync(m => m.Id == merger))).Ending!.Kind);
        Assert.Contains("news.merger-lapsed", await own.NewsOfAsync("lin", "台"));
    }

    [Fact]
    public async Task Whoever_made_it_takes_it_back_by_the_page_and_asks_another()
    {
        var it = await OfferedAsync();
        Assert.Equal("merger.waiting", (await OfferAsync(it.From, it.Into)).Refusals[0].Code);
        Assert.Equal("merger.not-yours", (await host.SendAsync("wu", new TakeBackMerger(it.Merger))).Refusals[0].Code);
        Assert.Equal("not-found", (await host.SendAsync("lin.b", new TakeBackMerger(it.Merger))).Refusals[0].Code);
        Assert.Null((await host.SendAsync("wu", new GetMergers(it.From))).Value.Offered);
        var (lin, wu) = (await Browser.SignedInAsync(host, "lin"), await Browser.SignedInAsync(host, "wu"));
        await lin.GoAsync($"/proposals/{it.From}/merger");
        Assert.Contains($"椅乙{it.Mark}", lin.Text);
        Assert.False(lin.HasForm("merge"));
        await wu.GoAsync($"/proposals/{it.From}");
        Assert.False(wu.HasForm("take-back-offer"));
        await lin.GoAsync($"/proposals/{it.From}");
        await lin.PostAsync("take-back-offer", []);
        Assert.False(lin.HasForm("take-back-offer"));
        Assert.Equal(MergerEnd.TakenBack, (await EndingAsync(it))!.Kind);
        Assert.False(await WaitsAsync(it));
        Assert.Single(await host.NewsOfAsync("wu", it.Mark), "news.merger-taken-back");
        Assert.Equal("merger.over", (await host.SendAsync("lin", new TakeBackMerger(it.Merger))).Refusals[0].Code);
        Assert.Equal("merger.over", (await host.SendAsync("wu", new AnswerMerger(it.Merger, true))).Refusals[0].Code);
        Assert.True(await host.DbAsync(db => db.Ledger.AnyAsync(l => l.Act == "merger.ended")));

        // And by the API; one offer at a time waits, however many come at once.
        var api = await host.ApiAsync("lin");
        var number = await NumberAsync(it.Into);
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.SendAsync("lin", new OfferMerger(it.From, number, "还是一件事"))));
        var again = Assert.Single(all, a => a.Ok).Value;
        Assert.Equal(again.ToString(), (await api.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{it.From}/mergers")).GetProperty("offered").GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await api.PostAsJsonAsync($"/api/v1/mergers/{again}/withdrawal", new { })).StatusCode);
        foreach (var (sql, guard) in new[] { ($"UPDATE ProposalMergers SET Ending_At = NULL, Ending_Kind = NULL WHERE Id = '{again.Value.ToString().ToUpperInvariant()}'", "ProposalMergers_stay"), ("DELETE FROM ProposalMergers", "ProposalMergers_no_delete") })
            Assert.Contains(guard, (await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)))).ToString());
        Assert.Empty(await host.CheckAsync());
    }
}
