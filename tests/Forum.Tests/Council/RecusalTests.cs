using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Decisions;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Whoever has an interest in a matter says so in public and decides nothing in it.</summary>
public sealed class RecusalTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private async Task<ProposalId> ProposedAsync() => (await host.SendAsync("lin", new Propose("换物业", "合同到期重新选。", null))).Value.Id;

    private Task<AccountId> AccountAsync(string name) => host.DbAsync(async db => new AccountId(await db.Accounts.Where(a => a.UserName == name).Select(a => a.Id).SingleAsync()));

    [Fact]
    public async Task Recused_from_hiding_keeping_slowing_admitting_and_deciding_in_that_matter_only()
    {
        var (id, other) = (await ProposedAsync(), await ProposedAsync());
        foreach (var endorser in new[] { "chen", "zhao", "wu", "volunteer", "care" }) await host.SendAsync(endorser, new Endorse(id));
        var (said, elsewhere) = ((await host.SendAsync("chen", new AddComment(id, "骂一句", Stance.For))).Value, (await host.SendAsync("chen", new AddComment(other, "骂一句", Stance.For))).Value);
        await host.SendAsync("wu", new ReportText(said, HouseRule.Insult));
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "我家人在物业上班"))).Ok);
        Assert.Equal("interest.already", Code(await host.SendAsync("director", new DeclareInterest(id, "再说一遍"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new HideText(said, "骂人"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new KeepText(said, "没事"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new SlowDown(id, 10, "慢"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new LiftSlowMode(id))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new Admit(id, true))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new Admit(id, false, "不行"))));
        Assert.True((await host.SendAsync("director", new HideText(elsewhere, "骂人"))).Ok);
        Assert.True((await host.SendAsync("director", new ListReported())).Value.Items.Single(r => r.What.Id == said.Value).Recused);
        var page = await host.CreateClient().GetStringAsync($"/proposals/{id}");
        Assert.Contains("我家人在物业上班", page);
        Assert.DoesNotContain("我家人在物业上班", await host.CreateClient().GetStringAsync($"/proposals/{other}"));
        Assert.Equal(["interest.declared"], await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"proposals/{id}" && r.Act.StartsWith("interest")).Select(r => r.Act).ToListAsync()));
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Interests SET Reason = 'x'")));
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"DELETE FROM Interests")));
    }

    [Fact]
    public async Task The_committee_records_it_for_a_person_or_a_body_and_whoever_it_concerns_cannot_end_it()
    {
        var id = await ProposedAsync();
        var said = (await host.SendAsync("chen", new AddComment(id, "贵了", Stance.For))).Value;
        var (supervisor, wu) = (await AccountAsync("supervisor"), await AccountAsync("wu"));
        var property = await host.DbAsync(db => db.Units.Where(u => u.Kind == Domain.Organisation.UnitKind.PropertyManager && db.Appointments.Any(a => a.UnitId == u.Id)).Select(u => new { u.Id, u.CommunityId }).ToListAsync());
        var home = await host.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.CommunityId).SingleAsync());
        var unit = property.First(p => p.CommunityId == home).Id;
        Assert.Equal("forbidden", Code(await host.SendAsync("lin", new DeclareInterest(id, "亲戚", supervisor))));
        Assert.Equal("forbidden", Code(await host.SendAsync("lin", new DeclareInterest(id, "合同", UnitId: unit))));
        Assert.Equal("not-found", Code(await host.SendAsync("lin.b", new DeclareInterest(id, "亲戚"))));
        Assert.Equal("not-found", Code(await host.SendAsync("director.b", new DeclareInterest(id, "亲戚", supervisor))));
        Assert.Equal("interest.whose", Code(await host.SendAsync("director", new DeclareInterest(id, "亲戚", await AccountAsync("lin.b")))));
        Assert.Equal("interest.whose", Code(await host.SendAsync("director", new DeclareInterest(id, "亲戚", New<AccountId>()))));
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.SendAsync("director", new DeclareInterest(id, "他弟弟投标", supervisor))));
        var recorded = Assert.Single(all, a => a.Ok).Value;
        Assert.True((await host.SendAsync("property", new DeclareInterest(id, "合同是我们签的", UnitId: unit))).Ok);

        await host.SendAsync("director", new HideText(said, "不实", HouseRule.Untrue));
        await host.SendAsync("chen", new AppealHiding(said, "是真的"));
        Assert.Equal("interest.recused", Code(await host.SendAsync("supervisor", new AnswerHidingAppeal(said, true, "好"))));
        Assert.Empty((await host.SendAsync("supervisor", new ListHidingAppeals())).Value.Items.Where(h => h.What!.Id == said.Value));
        Assert.Null((await host.SendAsync("supervisor", new GetHiding(said))).Value.Html);
        Assert.Equal("interest.own", Code(await host.SendAsync("supervisor", new EndInterest(recorded, "没有了"))));
        Assert.Equal("not-found", Code(await host.SendAsync("lin.b", new EndInterest(recorded, "没有了"))));
        Assert.True((await host.SendAsync("director", new EndInterest(recorded, "没有投标"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(said, true, "好"))).Ok);
        var view = await (await host.ApiAsync("wu")).GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{id}/interests");
        Assert.Equal(2, view.GetProperty("items").GetArrayLength());
        Assert.Equal("没有投标", view.GetProperty("items")[0].GetProperty("ended").GetProperty("reason").GetString());
        Assert.Empty(view.GetProperty("others").EnumerateArray());
    }

    [Fact]
    public async Task Recused_from_publishing_the_decision()
    {
        using var own = new ForumHost();
        var id = (await own.SendAsync("lin", new Propose("换物业", "合同到期重新选。", null))).Value.Id;
        var poll = (await own.SendAsync("director", new SetUpPoll("换不换？", $"proposals/{id}", "yes-no-abstain", "residents", "open", own.Now().AddDays(8)))).Value;
        Assert.True((await own.SendAsync("director", new OpenPoll(poll))).Ok);
        await own.AdvanceAsync(TimeSpan.FromDays(9));
        await own.AdvanceAsync(TimeSpan.FromDays(7));
        Assert.True((await own.SendAsync("director", new DeclareInterest(id, "我家人在物业上班"))).Ok);
        Assert.Equal("interest.recused", Code(await own.SendAsync("director", new PublishDecision(poll, "换", "换一家。", Declines: true))));
        var interest = (await own.SendAsync("director", new GetInterests(id))).Value.Items[0].Id;
        Assert.Equal("interest.own", Code(await own.SendAsync("director", new EndInterest(interest, "已经离职"))));
        Assert.True((await own.SendAsync("director", new AskToEndInterest(interest, "已经离职"))).Ok);
        Assert.Equal("interest.recused", Code(await own.SendAsync("director", new PublishDecision(poll, "换", "换一家。", Declines: true))));
        Assert.True((await own.SendAsync("supervisor", new EndInterest(interest, "看过离职证明"))).Ok);
        Assert.True((await own.SendAsync("director", new PublishDecision(poll, "换", "换一家。", Declines: true))).Ok);
    }

    [Fact]
    public async Task An_interest_in_a_poll_without_a_proposal_bars_publishing_and_that_of_one_with_a_proposal_is_the_proposal_s()
    {
        using var own = new ForumHost();
        var poll = (await own.SendAsync("director", new SetUpPoll("凉亭刷什么颜色？", null, "yes-no-abstain", "residents", "open", own.Now().AddDays(8)))).Value;
        Assert.Equal("not-found", Code(await own.SendAsync("lin.b", new DeclareInterest(poll, "亲戚"))));
        var interest = (await own.SendAsync("director", new DeclareInterest(poll, "我弟弟卖油漆"))).Value;
        Assert.Equal("interest.already", Code(await own.SendAsync("director", new DeclareInterest(poll, "再说一遍"))));
        Assert.Contains("我弟弟卖油漆", await own.CreateClient().GetStringAsync($"/polls/{poll}"));
        var wu = await Browser.SignedInAsync(own, "wu");
        await wu.GoAsync($"/polls/{poll}/interests");
        await wu.PostAsync("declare", new() { ["reason"] = "我在凉亭摆摊" });
        Assert.Equal($"/polls/{poll}/interests", wu.Path);
        Assert.Contains("我在凉亭摆摊", wu.Text);
        var view = await (await own.ApiAsync("lin")).GetFromJsonAsync<JsonElement>($"/api/v1/polls/{poll}/interests");
        Assert.Equal(($"polls/{poll}", 2), (view.GetProperty("topic").GetString(), view.GetProperty("items").GetArrayLength()));
        Assert.Equal(2, await own.DbAsync(db => db.Ledger.CountAsync(r => r.Subject == $"polls/{poll}" && r.Act == "interest.declared")));
        await Assert.ThrowsAnyAsync<Exception>(() => own.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Interests SET PollId = NULL")));
        Assert.True((await own.SendAsync("secretary", new OpenPoll(poll))).Ok);
        await own.AdvanceAsync(TimeSpan.FromDays(9));
        await own.AdvanceAsync(TimeSpan.FromDays(8));
        Assert.False((await own.SendAsync("director", new GetNotice(poll))).Value.MayDecide);
        Assert.Equal("interest.recused", Code(await own.SendAsync("director", new PublishDecision(poll, "刷", "刷绿的。", Declines: true))));
        Assert.True((await own.SendAsync("supervisor", new EndInterest(interest, "店已经关了"))).Ok);
        Assert.True((await own.SendAsync("director", new GetNotice(poll))).Value.MayDecide);
        Assert.True((await own.SendAsync("director", new PublishDecision(poll, "刷", "刷绿的。", Declines: true))).Ok);
        var id = (await own.SendAsync("lin", new Propose("换物业", "合同到期重新选。", null))).Value.Id;
        var about = (await own.SendAsync("director", new SetUpPoll("换不换？", $"proposals/{id}", "yes-no-abstain", "residents", "open", own.Now().AddDays(8)))).Value;
        Assert.True((await own.SendAsync("wu", new DeclareInterest(about, "我租的房子归他们"))).Ok);
        Assert.Equal("我租的房子归他们", (await own.SendAsync("lin", new GetInterests(id))).Value.Items.Single().Reason);
        Assert.Empty(await own.CheckAsync());
    }

    [Fact]
    public async Task By_pages()
    {
        var id = await ProposedAsync();
        var (director, wu) = (await Browser.SignedInAsync(host, "director"), await Browser.SignedInAsync(host, "wu"));
        await director.GoAsync($"/proposals/{id}/interests");
        await director.PostAsync("declare", new() { ["whose"] = $"account.{await AccountAsync("supervisor")}", ["reason"] = "" });
        Assert.NotNull(director.Page.QuerySelector("#reason-e"));
        await director.PostAsync("declare", new() { ["reason"] = "他弟弟投标" });
        Assert.Contains("方文静", director.Text);
        await wu.GoAsync($"/proposals/{id}/interests");
        Assert.Null(wu.Page.QuerySelector("#whose"));
        Assert.Null(wu.Page.QuerySelector("details"));
        await wu.PostAsync("declare", new() { ["reason"] = "我租的房子归他们" });
        Assert.Contains("我租的房子归他们", (await wu.GoAsync($"/proposals/{id}")).Page.QuerySelector("aside")!.TextContent);
        var form = director.Page.QuerySelector("details form input[name=_handler]")!.GetAttribute("value")!;
        await director.PostAsync(form, new() { [$"because-{form[4..]}"] = "记错了" });
        Assert.Contains("已结束", director.Text);
    }

    private static TId New<TId>() where TId : struct, Domain.Kernel.IId<TId> => TId.From(Guid.NewGuid());

    [Fact]
    public async Task Recused_they_see_no_buttons_of_the_admission_and_accept_no_amendment_for_the_committee()
    {
        var id = await ProposedAsync();
        var amendment = (await host.SendAsync("wu", new Forum.Council.Amendments.PutAmendment(id, 1, "合同到期重新选，公开招标。", "要公开"))).Value;
        foreach (var endorser in new[] { "chen", "zhao", "wu", "volunteer", "care" }) await host.SendAsync(endorser, new Endorse(id));
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{id}/admission");
        Assert.True(director.HasForm("admission"));
        Assert.True((await host.SendAsync("director", new Forum.Council.Amendments.GetAmendment(amendment))).Value.May.Settle);
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "我家人在物业上班"))).Ok);
        await director.GoAsync($"/proposals/{id}/admission");
        Assert.False(director.HasForm("admission"));
        Assert.Contains("有利害关系，请回避", director.Text);
        await director.GoAsync($"/proposals/{id}");
        Assert.Null(director.Page.QuerySelector($"a[href='/proposals/{id}/admission']"));
        Assert.DoesNotContain((await host.SendAsync("director", new Forum.Queue.GetQueue())).Value.Items, i => i.Id == id.ToString());
        Assert.False((await host.SendAsync("director", new Forum.Council.Amendments.GetAmendment(amendment))).Value.May.Settle);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new Forum.Council.Amendments.AcceptAmendment(amendment))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new Forum.Council.Amendments.DeclineAmendment(amendment, "不用"))));
    }
}
