using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Moderation;
using Forum.Domain.Moderation;
using Forum.Domain.Reception;
using Forum.Notifications;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Interests in concerns, and how an interest ends: nobody ends their own.</summary>
public sealed class InterestTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private async Task<ConcernId> RaisedAsync(Visibility visibility = Visibility.Public, string by = "lin") =>
        (await host.SendAsync(by, new RaiseConcern("property", null, "电梯总停", "一周停三次。", visibility))).Value.Id;

    private Task<UnitId> PropertyAsync() => host.DbAsync(db => db.Appointments.Where(a => db.Accounts.Any(u => u.UserName == "property" && u.Id == (Guid)(object)a.AccountId) && a.UnitId != null).Select(a => a.UnitId!.Value).SingleAsync());

    [Fact]
    public async Task Whoever_has_one_in_a_concern_neither_moderates_it_nor_says_where_it_goes()
    {
        var (id, other) = (await RaisedAsync(), await RaisedAsync());
        await host.SendAsync("wu", new ReportText(id, HouseRule.Untrue));
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "电梯公司是我表弟的"))).Ok);
        Assert.Equal("interest.already", Code(await host.SendAsync("director", new DeclareInterest(id, "再说一遍"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new HideText(id, "不实", HouseRule.Untrue))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new KeepText(id, "属实"))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new AcceptConcern(id))));
        Assert.DoesNotContain((await host.SendAsync("director", new Forum.Queue.GetQueue())).Value.Items, i => i.Id == id.ToString() && i.Kind == "concern.Raised");
        Assert.True((await host.SendAsync("director", new AcceptConcern(other))).Ok);
        Assert.False((await host.SendAsync("director", new GetConcern(id))).Value.May.Accept);
        Assert.True((await host.SendAsync("secretary", new AcceptConcern(id))).Ok);
        var unit = await PropertyAsync();
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new AssignConcern(id, unit))));
        Assert.True((await host.SendAsync("secretary", new AssignConcern(id, unit))).Ok);
        // The body that has it declares its contract, and does its work all the same.
        Assert.True((await host.SendAsync("property", new DeclareInterest(id, "维保合同是我们签的", UnitId: unit))).Ok);
        Assert.True((await host.SendAsync("property", new AnswerConcern(id, "明天来看"))).Ok);
        Assert.Contains("维保合同是我们签的", await host.CreateClient().GetStringAsync($"/concerns/{id}"));
        Assert.DoesNotContain("维保合同是我们签的", await host.CreateClient().GetStringAsync($"/concerns/{other}"));
        Assert.Equal(2, await host.DbAsync(db => db.Ledger.CountAsync(r => r.Subject == $"concerns/{id}" && r.Act == "interest.declared")));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task The_appeal_about_a_concern_is_heard_by_whoever_has_none()
    {
        var id = await RaisedAsync();
        Assert.True((await host.SendAsync("supervisor", new DeclareInterest(id, "我家的电梯"))).Ok);
        Assert.True((await host.SendAsync("director", new HideText(id, "登了电话", HouseRule.PrivateData))).Ok);
        Assert.True((await host.SendAsync("lin", new AppealHiding(id, "那是物业的电话"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("supervisor", new AnswerHidingAppeal(id, true, "好"))));
        Assert.DoesNotContain((await host.SendAsync("supervisor", new ListHidingAppeals())).Value.Items, h => h.What!.Id == id.Value);
        Assert.Contains((await host.SendAsync("secretary", new ListHidingAppeals())).Value.Items, h => h.What!.Id == id.Value);
        Assert.True((await host.SendAsync("secretary", new AnswerHidingAppeal(id, true, "是物业的电话"))).Ok);
        Assert.NotNull((await host.SendAsync("wu", new GetConcern(id))).Value);
    }

    [Fact]
    public async Task Of_a_private_concern_only_those_who_see_it_know()
    {
        var id = await RaisedAsync(Visibility.Private);
        var stranger = await host.ApiAsync("wu");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/api/v1/concerns/{id}/interests")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync($"/api/v1/concerns/{id}/interests", new { reason = "亲戚" })).StatusCode);
        var director = await host.ApiAsync("director");
        var made = await director.PostAsJsonAsync($"/api/v1/concerns/{id}/interests", new { reason = "电梯公司是我表弟的" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var interest = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync($"/api/v1/interests/{interest}/ending", new { reason = "没有" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await director.PostAsJsonAsync($"/api/v1/interests/{interest}/plea", new { reason = "公司转让了" })).StatusCode);
        await host.DrainAsync();
        Assert.DoesNotContain((await host.SendAsync("wu", new GetNews())).Value.Items, n => n.Href.Contains(id.ToString()));
        Assert.Contains((await host.SendAsync("supervisor", new GetNews())).Value.Items, n => n.Href == $"/concerns/{id}/interests");
        // A handler of a department has no part in the community otherwise.
        Assert.True((await host.SendAsync("department", new DeclareInterest(await RaisedAsync(), "我们部门批的"))).Ok);
    }

    [Fact]
    public async Task Nobody_ends_their_own_and_the_database_says_so_too()
    {
        var id = (await host.SendAsync("lin", new Propose("换物业", "合同到期重新选。", null))).Value.Id;
        var interest = (await host.SendAsync("director", new DeclareInterest(id, "我家人在物业上班"))).Value;
        Assert.Equal("interest.own", Code(await host.SendAsync("director", new EndInterest(interest, "离职了"))));
        Assert.Equal("forbidden", Code(await host.SendAsync("wu", new EndInterest(interest, "离职了"))));
        Assert.Equal("interest.not-yours", Code(await host.SendAsync("wu", new AskToEndInterest(interest, "离职了"))));
        Assert.True((await host.SendAsync("director", new AskToEndInterest(interest, "离职了"))).Ok);
        Assert.Equal("interest.asked", Code(await host.SendAsync("director", new AskToEndInterest(interest, "真的"))));
        // As long as the supervision committee can say so, nobody above stands in.
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new EndInterest(interest, "是的"))));
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Interests SET Ending_By = AccountId, Ending_As = 1, Ending_Of = '', Ending_At = 1, Ending_Reason = 'x' WHERE Id = {interest.Value}")));
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("supervisor", new GetNews())).Value.Items, n => n.Href == $"/proposals/{id}/interests");
        var ends = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.SendAsync("supervisor", new EndInterest(interest, "看过离职证明"))));
        Assert.Single(ends, e => e.Ok);
        Assert.Equal(["interest.declared", "interest.end-asked", "interest.ended"], await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"proposals/{id}" && r.Act.StartsWith("interest")).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync()));
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("director", new GetNews())).Value.Items, n => n.Text.Contains("经确认已结束"));
    }

    [Fact]
    public async Task Where_all_who_could_confirm_it_have_a_part_the_party_organisation_does()
    {
        var id = (await host.SendAsync("lin", new Propose("换物业", "合同到期重新选。", null))).Value.Id;
        var mine = (await host.SendAsync("director", new DeclareInterest(id, "我家人在物业上班"))).Value;
        Assert.True((await host.SendAsync("supervisor", new DeclareInterest(id, "我弟弟投标"))).Ok);
        Assert.True((await host.SendAsync("director", new AskToEndInterest(mine, "离职了"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("supervisor", new EndInterest(mine, "是的"))));
        Assert.Equal("not-found", Code(await host.SendAsync("secretary.b", new EndInterest(mine, "是的"))));
        Assert.True((await host.SendAsync("secretary", new GetInterests(id))).Value.Items[0].MayEnd);
        Assert.True((await host.SendAsync("secretary", new EndInterest(mine, "看过离职证明"))).Ok);
        // Now the director is free to confirm the other, and the secretary stands in no more.
        Assert.False((await host.SendAsync("secretary", new GetInterests(id))).Value.Items[1].MayEnd);
        Assert.True((await host.SendAsync("director", new GetInterests(id))).Value.Items[1].MayEnd);
    }

    [Fact]
    public async Task An_officer_says_that_it_is_not_over_and_whoever_asked_hears_why_and_may_ask_again()
    {
        var id = (await host.SendAsync("lin", new Propose("换物业", "合同到期重新选。", null))).Value.Id;
        var interest = (await host.SendAsync("director", new DeclareInterest(id, "我家人在物业上班"))).Value;
        Assert.Equal("interest.not-asked", Code(await host.SendAsync("supervisor", new RefuseToEndInterest(interest, "还在"))));
        Assert.True((await host.SendAsync("director", new AskToEndInterest(interest, "离职了"))).Ok);
        Assert.Equal("interest.own", Code(await host.SendAsync("director", new RefuseToEndInterest(interest, "还在"))));
        Assert.Equal("forbidden", Code(await host.SendAsync("wu", new RefuseToEndInterest(interest, "还在"))));
        Assert.Equal("reason.missing", Code(await host.SendAsync("supervisor", new RefuseToEndInterest(interest, " "))));
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE Interests SET Plea_By = NULL, Plea_At = NULL, Plea_Reason = NULL WHERE Id = {interest.Value}")));
        var supervisor = await Browser.SignedInAsync(host, "supervisor");
        await supervisor.GoAsync($"/proposals/{id}/interests");
        await supervisor.PostAsync($"end-{interest}", new() { [$"because-{interest}"] = "名单上还有", ["verdict"] = "stands" });
        Assert.Contains("名单上还有", supervisor.Text);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new HideText(id, "不实", HouseRule.Untrue))));
        Assert.DoesNotContain((await host.SendAsync("supervisor", new Forum.Queue.GetQueue())).Value.Items, i => i.Id == interest.ToString());
        await host.DrainAsync();
        Assert.Contains((await host.SendAsync("director", new GetNews())).Value.Items, n => n.Href == $"/proposals/{id}/interests" && n.Text.Contains("名单上还有"));
        Assert.Equal("interest.not-asked", Code(await host.SendAsync("supervisor", new RefuseToEndInterest(interest, "还在"))));
        Assert.True((await host.SendAsync("director", new AskToEndInterest(interest, "这次真的离职了"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new EndInterest(interest, "看过离职证明"))).Ok);
        var view = await (await host.ApiAsync("wu")).GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{id}/interests");
        Assert.Equal(("离职了", "名单上还有"), (view.GetProperty("items")[0].GetProperty("refusals")[0].GetProperty("plea").GetString(), view.GetProperty("items")[0].GetProperty("refusals")[0].GetProperty("reason").GetString()));
        Assert.Equal(["interest.declared", "interest.end-asked", "interest.end-refused", "interest.end-asked", "interest.ended"], await host.DbAsync(db => db.Ledger.Where(r => r.Subject == $"proposals/{id}" && r.Act.StartsWith("interest")).OrderBy(r => r.Seq).Select(r => r.Act).ToListAsync()));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Whose_interest_another_recorded_hears_of_it_at_once()
    {
        var id = (await host.SendAsync("lin", new Propose("换物业", "合同到期重新选。", null))).Value.Id;
        var steward = await host.DbAsync(db => db.Accounts.Where(a => a.UserName == "steward").Select(a => new AccountId(a.Id)).SingleAsync());
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "儿子在物业", steward))).Ok);
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "合同是他们的", UnitId: await PropertyAsync()))).Ok);
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "我家人在物业上班"))).Ok);
        await host.DrainAsync();
        async Task<int> ToldAsync(string who) => (await host.SendAsync(who, new GetNews())).Value.Items.Count(n => n.Href == $"/proposals/{id}/interests");
        Assert.Equal((1, 1, 0, 0), (await ToldAsync("steward"), await ToldAsync("property"), await ToldAsync("director"), await ToldAsync("wu")));
    }

    [Fact]
    public async Task By_pages()
    {
        var id = await RaisedAsync();
        var (director, supervisor) = (await Browser.SignedInAsync(host, "director"), await Browser.SignedInAsync(host, "supervisor"));
        await director.GoAsync($"/concerns/{id}");
        Assert.NotNull(director.Page.QuerySelector($"a[href='/concerns/{id}/interests']"));
        await director.GoAsync($"/concerns/{id}/interests");
        await director.PostAsync("declare", new() { ["reason"] = "电梯公司是我表弟的" });
        Assert.Equal($"/concerns/{id}/interests", director.Path);
        var form = director.Page.QuerySelector("details form input[name=_handler]")!.GetAttribute("value")!;
        await director.PostAsync(form, new() { [$"because-{form[4..]}"] = "" });
        Assert.NotNull(director.Page.QuerySelector("#wrong"));
        await director.PostAsync(form, new() { [$"because-{form[4..]}"] = "公司转让了" });
        Assert.Contains("等别人确认", director.Text);
        Assert.Null(director.Page.QuerySelector("details"));
        await supervisor.GoAsync($"/concerns/{id}/interests");
        Assert.Contains("公司转让了", supervisor.Text);
        await supervisor.PostAsync(form, new() { [$"because-{form[4..]}"] = "看过转让合同" });
        Assert.Contains("看过转让合同", supervisor.Text);
        Assert.Contains("已结束", supervisor.Text);
    }
}
