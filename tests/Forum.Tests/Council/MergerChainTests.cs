using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Merging;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Notifications.Tellings;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>A goes into B, and B into C before everybody answered: the question goes on with it, once for each person.</summary>
public sealed class MergerChainTests(ForumHost host) : IClassFixture<ForumHost>
{
    private sealed record Chain(ProposalId A, ProposalId B, ProposalId C, ProposalMergerId First, ProposalMergerId Second, string Mark);

    private async Task<ProposalMergerId> JoinAsync(ProposalId from, string by, ProposalId into, string answers)
    {
        var number = await host.DbAsync(db => db.Proposals.Where(p => p.Id == into).Select(p => p.Number).SingleAsync());
        var merger = (await host.SendAsync(by, new OfferMerger(from, number, "一件事"))).Value;
        Assert.True((await host.SendAsync(answers, new AnswerMerger(merger, true))).Ok);
        return merger;
    }

    // A is Lin's, B Wu's, C Zhao's.
    private async Task<Chain> ChainedAsync(Func<ProposalId, ProposalId, ProposalId, Task> before, Func<ProposalMergerId, Task> between, PlaceId? at = null)
    {
        var mark = Guid.NewGuid().ToString("N")[..6];
        var (a, b, c) = (await host.ProposedAsync($"甲{mark}"), (await host.SendAsync("wu", new Propose($"乙{mark}", "正文。", at))).Value.Id, await host.ProposedAsync($"丙{mark}", "zhao"));
        await before(a, b, c);
        var first = await JoinAsync(a, "lin", b, "wu");
        await between(first);
        return new(a, b, c, first, await JoinAsync(b, "wu", c, "zhao"), mark);
    }

    private async Task EndorseAsync(ProposalId id, params string[] all)
    {
        foreach (var who in all) Assert.True((await host.SendAsync(who, new Endorse(id))).Ok);
    }

    private async Task<MergerView> SeenAsync(string who, ProposalId on, ProposalMergerId merger) => (await host.SendAsync(who, new GetMergers(on))).Value.Items.Single(i => i.Id == merger);

    private async Task<List<string>> AskedAsync(string who, string mark) => [.. (await host.NewsOfAsync(who, mark)).Where(t => t.StartsWith("news.merger-ask"))];

    [Fact]
    public async Task Whoever_had_not_answered_is_asked_about_the_last_and_nobody_twice()
    {
        // Chen says yes to B, care no, the volunteer nothing; the steward endorsed both A and B, the director B alone.
        var it = await ChainedAsync(
            async (a, b, _) => { await EndorseAsync(a, "chen", "care", "volunteer", "steward"); await EndorseAsync(b, "steward", "director"); },
            async first => { Assert.True((await host.SendAsync("chen", new ReplyToMerger(first, true))).Ok); Assert.True((await host.SendAsync("care", new ReplyToMerger(first, false))).Ok); });
        Assert.Equal(["news.merger-ask", "news.merger-ask-on"], await AskedAsync("volunteer", it.Mark));
        Assert.Equal(["news.merger-ask", "news.merger-ask"], await AskedAsync("chen", it.Mark));
        Assert.Equal(["news.merger-ask"], await AskedAsync("care", it.Mark));
        Assert.Equal(["news.merger-ask", "news.merger-ask"], await AskedAsync("steward", it.Mark));
        Assert.Equal(["news.merger-ask"], await AskedAsync("director", it.Mark));
        Assert.Single(await host.NewsOfAsync("volunteer", it.Mark), t => t == "news.merger-ask-on");
        foreach (var (who, asked) in new[] { ("volunteer", true), ("chen", true), ("steward", true), ("director", true), ("care", false), ("lin", false) })
            Assert.Equal(asked, (await SeenAsync(who, it.C, it.Second)).MayReply);
        Assert.Equal((4, 0, 4), (await SeenAsync("lin", it.C, it.Second)) is var all ? (all.Asked, all.Support, all.Open) : default);

        // The old question leads to the new one.
        var old = await SeenAsync("volunteer", it.B, it.First);
        Assert.Equal((false, it.C, true), (old.MayReply, old.Moved!.Into, old.Moved.Mine));
        Assert.False((await SeenAsync("care", it.B, it.First)).Moved!.Mine);
        Assert.Equal("merger.moved", (await host.SendAsync("volunteer", new ReplyToMerger(it.First, true))).Refusals[0].Code);
        var page = await Browser.SignedInAsync(host, "volunteer");
        await page.GoAsync($"/proposals/{it.B}");
        Assert.NotNull(page.Page.QuerySelector($"aside a.go[href='/proposals/{it.C}']"));
        await page.GoAsync($"/proposals/{it.C}");
        await page.PostAsync($"reply-{it.Second}", new() { ["supports"] = "yes" });
        await page.GoAsync($"/proposals/{it.B}");
        Assert.Null(page.Page.QuerySelector($"aside a.go[href='/proposals/{it.C}']"));

        // Nobody's support was moved: only who said so endorses.
        Assert.Equal("not-found", (await host.SendAsync("care", new ReplyToMerger(it.Second, true))).Refusals[0].Code);
        Assert.Equal(1, await host.DbAsync(db => db.Proposals.Where(p => p.Id == it.C).Select(p => p.Endorsed).SingleAsync()));
        var counts = (await (await host.ApiAsync("chen")).GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{it.C}/mergers")).GetProperty("items")[0];
        Assert.Equal((4, 1, 3), (counts.GetProperty("asked").GetInt32(), counts.GetProperty("support").GetInt32(), counts.GetProperty("open").GetInt32()));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Whoever_is_asked_about_it_already_is_not_asked_again()
    {
        var (x, mark) = (await host.ProposedAsync("别的"), Guid.NewGuid().ToString("N")[..6]);
        var (y, into) = (await host.ProposedAsync($"另外{mark}", "wu"), await host.ProposedAsync($"留下{mark}", "zhao"));
        await EndorseAsync(x, "chen", "care");
        await EndorseAsync(y, "chen", "volunteer");
        var (first, second) = (await JoinAsync(x, "lin", into, "zhao"), await JoinAsync(y, "wu", into, "zhao"));
        Assert.Equal((2, 1), ((await SeenAsync("chen", into, first)).Asked, (await SeenAsync("chen", into, second)).Asked));
        Assert.Equal((true, false), ((await SeenAsync("chen", into, first)).MayReply, (await SeenAsync("chen", into, second)).MayReply));
        Assert.Equal(["news.merger-ask"], await AskedAsync("chen", $"留下{mark}"));
    }

    [Fact]
    public async Task A_question_goes_on_over_as_many_as_there_are()
    {
        var it = await ChainedAsync(async (a, _, _) => await EndorseAsync(a, "chen"), _ => Task.CompletedTask);
        var last = await host.ProposedAsync($"丁{it.Mark}", "wu");
        var third = await JoinAsync(it.C, "zhao", last, "wu");
        Assert.True((await SeenAsync("chen", last, third)).MayReply);
        foreach (var (on, merger) in new[] { (it.B, it.First), (it.C, it.Second) }) Assert.Equal((last, true), (await SeenAsync("chen", on, merger)).Moved is { } moved ? (moved.Into, moved.Mine) : default);
        Assert.True((await host.SendAsync("chen", new ReplyToMerger(third, true))).Ok);
        Assert.Equal(1, await host.DbAsync(db => db.Proposals.Where(p => p.Id == last).Select(p => p.Endorsed).SingleAsync()));
    }

    [Fact]
    public async Task At_the_door_too_wherever_they_spoke()
    {
        var (open, no) = (await host.NeighbourAsync(8), await host.NeighbourAsync(9));
        var (person, who) = await host.AccountHolderAsync();
        // B is of a building where none of them lives.
        var elsewhere = await host.DbAsync(db => db.Places.Where(p => p.Level == PlaceLevel.Building && !db.Residencies.Any(r => (r.PersonId == open || r.PersonId == no || r.PersonId == person) && db.Places.Any(h => h.Id == r.HomeId && h.ParentId == p.Id)) && db.Accounts.Any(a => a.UserName == "wu" && a.CommunityId == p.CommunityId)).Select(p => p.Id).FirstAsync());
        var it = await ChainedAsync(
            async (a, _, _) =>
            {
                Assert.True((await host.SendAsync("supervisor", new DeclareInterest(a, "我弟弟卖灯"))).Ok);
                foreach (var p in new[] { open, no, person }) Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(a, p, true))).Ok);
            },
            async first => Assert.True((await host.SendAsync("steward", new WriteDownMergerReply(first, no, false, true))).Ok), elsewhere);
        async Task<List<TellLine>> LinesAsync() => [.. (await host.TellingsAsync()).Where(l => l.What.Contains($"丙{it.Mark}") && l.Href is not null)];
        var line = Assert.Single(await LinesAsync());
        Assert.Equal((VoterId.Of(open), $"mergers/{it.Second}"), (line.Whom, line.About));
        Assert.Equal(["news.merger-ask", "news.merger-ask-on"], await AskedAsync(who, it.Mark));
        Assert.True((await SeenAsync(who, it.C, it.Second)).MayReply);
        Assert.Equal("merger.by-account", (await host.SendAsync("steward", new WriteDownMergerReply(it.Second, person, true, true))).Refusals[0].Code);
        Assert.Equal("merger.moved", (await host.SendAsync("steward", new WriteDownMergerReply(it.First, open, true, true))).Refusals[0].Code);
        Assert.Equal("spoken.whose", (await host.SendAsync("steward", new WriteDownMergerReply(it.Second, no, true, true))).Refusals[0].Code);
        Assert.Equal(1, (await SeenAsync("steward", it.C, it.Second)).MayWriteDown);

        var steward = await Browser.SignedInAsync(host, "steward");
        await steward.GoAsync($"/mergers/{it.First}/for-somebody");
        await steward.GoAsync(steward.Page.QuerySelector("main .note a")!.GetAttribute("href")!);
        await steward.PostAsync("write-down", new() { ["personId"] = open.ToString(), ["supports"] = "yes", ["agreed"] = "yes" });
        Assert.Empty(await LinesAsync());
        Assert.Equal(open, (await host.DbAsync(db => db.SpokenEndorsements.AsNoTracking().SingleAsync(e => e.ProposalId == it.C))).PersonId);
        // Who has an interest in the first part writes nothing down in the last.
        Assert.Equal("interest.recused", (await host.SendAsync("supervisor", new WriteDownMergerReply(it.Second, open, true, true))).Refusals[0].Code);
        // The database keeps whom it asks.
        foreach (var (sql, guard) in new[]
        {
            ("DELETE FROM MergerAsks", "MergerAsks_no_delete"), ("UPDATE SpokenMergerAsks SET Endorsed = MergerId", "SpokenMergerAsks_no_update"),
            ($"INSERT INTO MergerAsks (MergerId, AccountId, Endorsed) SELECT '{it.Second.Value.ToString().ToUpperInvariant()}', Id, '{it.A.Value.ToString().ToUpperInvariant()}' FROM Accounts WHERE UserName = 'chen'", "MergerAsks_of_supporters"),
        })
            Assert.Contains(guard, (await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlRawAsync(sql)))).ToString());
        Assert.Empty(await host.CheckAsync());
    }
}
