using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Forum.Council.Merging;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Decisions;
using Forum.Decisions.CarryingOut;
using Forum.Domain.Moderation;
using Forum.Domain.Reception;
using Forum.Queue;
using Forum.Reception;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>How far an interest reaches: from a concern into the proposal that grew out of it, and into a decision that names its matter.</summary>
public sealed class InterestReachTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private async Task<ConcernId> RaisedAsync(Visibility visibility = Visibility.Public) => (await host.SendAsync("lin", new RaiseConcern("property", null, "电梯总停", "一周停三次。", visibility))).Value.Id;

    private async Task<ProposalId> GrownAsync(ConcernId? concern) => (await host.SendAsync("lin", new Propose("换电梯", "换一台新的。", null, concern))).Value.Id;

    private async Task<bool> WaitsAsync(string who, string kind, object id) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id.ToString());

    [Fact]
    public async Task An_interest_in_a_concern_bars_in_its_proposal_until_it_is_over()
    {
        var (concern, other) = (await RaisedAsync(), await GrownAsync(await RaisedAsync()));
        var (grown, alone) = (await GrownAsync(concern), await GrownAsync(null));
        foreach (var endorser in new[] { "chen", "zhao", "wu", "volunteer", "care" }) Assert.True((await host.SendAsync(endorser, new Endorse(grown))).Ok);
        Assert.True(await WaitsAsync("director", "proposal.admit", grown));
        var interest = (await host.SendAsync("director", new DeclareInterest(concern, "电梯公司是我表弟的"))).Value;
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new HideText(grown, "不实", HouseRule.Untrue))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new Admit(grown, true))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new SetUpPoll("换不换？", $"proposals/{grown}", "yes-no-abstain", "residents", "open", host.Now().AddDays(8)))));
        Assert.False(await WaitsAsync("director", "proposal.admit", grown));
        foreach (var free in new[] { other, alone }) Assert.True((await host.SendAsync("director", new HideText(free, "不实", HouseRule.Untrue))).Ok);
        var listed = (await host.SendAsync("wu", new GetInterests(grown))).Value;
        Assert.Equal(($"proposals/{grown}", $"concerns/{concern}"), (listed.Topic, Assert.Single(listed.Items).In));
        Assert.Contains("电梯公司是我表弟的", await host.CreateClient().GetStringAsync($"/proposals/{grown}"));
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{grown}/interests");
        Assert.NotNull(director.Page.QuerySelector($"a[href='/concerns/{concern}/interests']"));
        Assert.Null(director.Page.QuerySelector("details form"));
        // It ends where it was declared.
        Assert.False((await host.SendAsync("supervisor", new GetInterests(grown))).Value.Items[0].MayEnd);
        Assert.True((await host.SendAsync("supervisor", new EndInterest(interest, "公司转让了"))).Ok);
        Assert.True(await WaitsAsync("director", "proposal.admit", grown));
        Assert.True((await host.SendAsync("director", new Admit(grown, true))).Ok);
    }

    [Fact]
    public async Task Whoever_may_not_see_the_concern_reads_nothing_of_it_but_it_bars_all_the_same()
    {
        var concern = await RaisedAsync();
        var grown = await GrownAsync(concern);
        Assert.True((await host.SendAsync("supervisor", new DeclareInterest(concern, "我表弟装电梯"))).Ok);
        Assert.Contains("表弟", await host.CreateClient().GetStringAsync($"/proposals/{grown}"));
        Assert.True((await host.SendAsync("director", new HideText(concern, "登了电话", HouseRule.PrivateData))).Ok);
        foreach (var who in new[] { "wu", "lin", "supervisor" })
        {
            Assert.Empty((await host.SendAsync(who, new GetInterests(grown))).Value.Items);
            var reader = await Browser.SignedInAsync(host, who);
            foreach (var page in new[] { $"/proposals/{grown}", $"/proposals/{grown}/interests" })
            {
                await reader.GoAsync(page);
                Assert.DoesNotContain("表弟", reader.Text);
            }
        }
        Assert.DoesNotContain("表弟", await host.CreateClient().GetStringAsync($"/proposals/{grown}"));
        Assert.True((await host.SendAsync("supervisor", new GetInterests(grown))).Value.Recused);
        Assert.False((await host.SendAsync("wu", new GetInterests(grown))).Value.Recused);
        // What is said of the proposal itself is another matter.
        Assert.True((await host.SendAsync("director", new DeclareInterest(grown, "我家要装电梯"))).Ok);
        Assert.Equal("interest.already", Code(await host.SendAsync("director", new DeclareInterest(grown, "再说一遍"))));
        Assert.Single((await host.SendAsync("wu", new GetInterests(grown))).Value.Items);
        Assert.True((await host.SendAsync("secretary", new HideText(grown, "广告", HouseRule.Advertising))) is { Ok: false });
        Assert.True((await host.SendAsync("wu", new ReportText(grown, HouseRule.Advertising))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("supervisor", new HideText(grown, "广告", HouseRule.Advertising))));
        Assert.True((await host.SendAsync("secretary", new HideText(grown, "广告", HouseRule.Advertising))).Ok);
    }

    [Fact]
    public async Task The_interests_of_a_proposal_and_its_concern_are_found_by_their_indexes()
    {
        var plan = await host.DbAsync(async db =>
        {
            await using var command = db.InterestsIn(new ProposalId(Guid.NewGuid())).CreateDbCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
            await db.Database.OpenConnectionAsync();
            await using var rows = await command.ExecuteReaderAsync();
            List<string> all = [];
            while (await rows.ReadAsync()) all.Add(rows.GetString(3));
            return all;
        });
        Assert.DoesNotContain(plan, line => line.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decision_without_a_poll_may_name_its_matter_and_whoever_has_an_interest_there_does_not_publish_it()
    {
        var (concern, hidden) = (await RaisedAsync(), await RaisedAsync(Visibility.Private));
        var proposal = await GrownAsync(concern);
        Assert.True((await host.SendAsync("director", new DeclareInterest(concern, "电梯公司是我表弟的"))).Ok);
        Assert.True((await host.SendAsync("director", new PublishDecision(null, "北门装灯", "年内装好。"))).Ok);
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new PublishDecision(null, "北门装灯", "年内装好。"))));
        Assert.Equal("forbidden", Code(await host.SendAsync("wu", new GetDecisionMatters())));
        foreach (var matter in new[] { $"concerns/{hidden}", $"concerns/{Guid.NewGuid()}", "polls/1", "x" }) Assert.Equal("decision.matter", Code(await host.SendAsync("director", new PublishDecision(null, "修电梯", "先修。", Matter: matter))));
        foreach (var matter in new[] { $"concerns/{concern}", $"proposals/{proposal}" }) Assert.Equal("interest.recused", Code(await host.SendAsync("director", new PublishDecision(null, "修电梯", "先修。", Matter: matter))));
        Assert.Equal("decision.matter-of-poll", Code(await host.SendAsync("director", new PublishDecision(new PollId(Guid.NewGuid()), "修电梯", "先修。", Matter: $"concerns/{concern}"))));
        var secretary = await Browser.SignedInAsync(host, "secretary");
        await secretary.GoAsync("/decisions/new");
        Assert.NotNull(secretary.Page.QuerySelector($"option[value='concerns/{concern}']"));
        Assert.Null(secretary.Page.QuerySelector($"option[value='concerns/{hidden}']"));
        await secretary.PostAsync("decide", new() { ["title"] = "修电梯", ["body"] = "先修一号楼。", ["effectiveOn"] = host.Today.ToString("yyyy-MM-dd"), ["matter"] = $"concerns/{concern}" });
        Assert.StartsWith("/decisions/", secretary.Path);
        Assert.NotNull(secretary.Page.QuerySelector($"a[href='/concerns/{concern}']"));
        var made = new DecisionId(Guid.Parse(secretary.Path["/decisions/".Length..]));
        Assert.Equal($"concerns/{concern}", (await host.SendAsync("wu", new GetDecision(made))).Value.Matter);
        // Nor does whoever has one certify it or take down its pictures; the proposal goes its own way.
        var unit = await host.DbAsync(db => db.Units.Where(u => u.Name == "惠民物业").Select(u => u.Id).FirstAsync());
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new PlanMilestone(made, "换钢丝绳", unit, host.Today.AddDays(10)))));
        Assert.Equal((false, true), (await host.SendAsync("director", new GetExecution(made))).Value.May is var plans ? (plans.Plan, plans.Recused) : default);
        Assert.Equal("forbidden", Code(await host.SendAsync("wu", new PlanMilestone(made, "换钢丝绳", unit, host.Today.AddDays(10)))));
        Assert.True((await host.SendAsync("secretary", new GetExecution(made))).Value.May.Plan);
        var milestone = (await host.SendAsync("secretary", new PlanMilestone(made, "换钢丝绳", unit, host.Today.AddDays(10)))).Value;
        Assert.True((await host.SendAsync("director", new ReportMilestone(made, milestone, 100))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new CompleteExecution(made, "好了"))));
        Assert.True((await host.SendAsync("secretary", new CompleteExecution(made, "好了"))).Ok);
        var stage = (await host.SendAsync("wu", new GetProposal(proposal))).Value.Stage;
        Assert.True((await host.SendAsync("secretary", new PublishDecision(null, "先修", "再换。", Matter: $"proposals/{proposal}"))).Ok);
        Assert.Null((await host.DbAsync(db => db.Proposals.SingleAsync(p => p.Id == proposal))).Ending);
        Assert.Equal(stage, (await host.SendAsync("wu", new GetProposal(proposal))).Value.Stage);
        var answer = await (await host.ApiAsync("director")).PostAsJsonAsync("/api/v1/decisions", new { title = "修电梯", body = "先修。", matter = $"concerns/{concern}" });
        Assert.Equal((HttpStatusCode.Forbidden, "interest.recused"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task An_interest_in_a_proposal_bars_in_the_concern_that_it_grew_out_of()
    {
        var (concern, other) = (await RaisedAsync(), await RaisedAsync());
        var grown = await GrownAsync(concern);
        Assert.True((await host.SendAsync("wu", new ReportText(concern, HouseRule.Advertising))).Ok);
        Assert.True(await WaitsAsync("director", "report.answer", concern));
        Assert.True((await host.SendAsync("director", new DeclareInterest(grown, "电梯公司是我表弟的"))).Ok);
        foreach (var no in new[] { Code(await host.SendAsync("director", new AcceptConcern(concern, null))), Code(await host.SendAsync("director", new HideText(concern, "广告", HouseRule.Advertising))), Code(await host.SendAsync("director", new PublishDecision(null, "修电梯", "先修。", Matter: $"concerns/{concern}"))) })
            Assert.Equal("interest.recused", no);
        Assert.False(await WaitsAsync("director", "concern.Raised", concern));
        Assert.True(await WaitsAsync("director", "concern.Raised", other));
        Assert.False(await WaitsAsync("director", "report.answer", concern));
        Assert.False((await host.SendAsync("director", new GetConcern(concern))).Value.May.Moderate);
        var listed = Assert.Single((await host.SendAsync("wu", new GetInterests(concern))).Value.Items);
        Assert.Equal($"proposals/{grown}", listed.In);
        Assert.Contains("表弟", await host.CreateClient().GetStringAsync($"/concerns/{concern}"));
        // What is offered on the proposal's own page fits.
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{grown}");
        foreach (var path in new[] { $"/proposals/{grown}/slow", $"/moderation/proposals/{grown}", $"/calls/new?matter={Uri.EscapeDataString($"proposals/{grown}")}" }) Assert.Null(director.Page.QuerySelector($"a[href='{path}']"));
        Assert.False(director.HasForm("hide"));
        // Hidden, it is read nowhere and bars all the same.
        Assert.True((await host.SendAsync("wu", new ReportText(grown, HouseRule.Advertising))).Ok);
        Assert.True((await host.SendAsync("supervisor", new HideText(grown, "广告", HouseRule.Advertising))).Ok);
        Assert.Empty((await host.SendAsync("wu", new GetInterests(concern))).Value.Items);
        Assert.DoesNotContain("表弟", await host.CreateClient().GetStringAsync($"/concerns/{concern}"));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new AcceptConcern(concern, null))));
    }

    [Fact]
    public async Task A_decision_that_names_its_matter_is_told_to_who_took_part_and_linked_both_ways()
    {
        var concern = await RaisedAsync();
        var proposal = await GrownAsync(null);
        Assert.True((await host.SendAsync("chen", new Forum.Council.Discussion.AddComment(proposal, "好", Domain.Council.Discussion.Stance.For))).Ok);
        Dictionary<string, DecisionId> made = [];
        foreach (var matter in new[] { $"concerns/{concern}", $"proposals/{proposal}" })
        {
            made[matter] = (await host.SendAsync("director", new PublishDecision(null, "先修一号楼", "先修。", Matter: matter))).Value.Id;
            Assert.Contains($"href=\"/decisions/{made[matter]}\"", await host.CreateClient().GetStringAsync($"/{matter}"));
        }
        await host.DrainAsync();
        async Task<bool> ToldAsync(string who, DecisionId decision) => await host.DbAsync(async db => new AccountId(await db.Accounts.Where(a => a.UserName == who).Select(a => a.Id).SingleAsync()) is var me && await db.News.CountAsync(n => n.AccountId == me && n.Text == "news.decided" && n.Href == $"/decisions/{decision}") == 1);
        Assert.True(await ToldAsync("lin", made[$"concerns/{concern}"]));
        Assert.True(await ToldAsync("chen", made[$"proposals/{proposal}"]));
        Assert.False(await ToldAsync("zhao", made[$"proposals/{proposal}"]));
        var page = $"/decisions/{made[$"proposals/{proposal}"]}";
        Assert.Contains("换电梯", await host.CreateClient().GetStringAsync(page));
        Assert.True((await host.SendAsync("director", new HideText(proposal, "广告", HouseRule.Advertising))).Ok);
        var read = await host.CreateClient().GetStringAsync(page);
        Assert.DoesNotContain("换电梯", read);
        Assert.DoesNotContain($"proposals/{proposal}", read);
    }

    private async Task JoinAsync(ProposalId from, ProposalId into)
    {
        var offer = (await host.SendAsync("lin", new OfferMerger(from, (await host.SendAsync("lin", new GetProposal(into))).Value.Number, "一件事"))).Value;
        Assert.True((await host.SendAsync("lin", new AnswerMerger(offer, true))).Ok);
    }

    [Fact]
    public async Task An_interest_goes_along_when_its_proposal_is_joined_to_another_and_with_that_to_a_third()
    {
        var concern = await RaisedAsync();
        var (first, second, third, other) = (await GrownAsync(concern), await GrownAsync(null), await GrownAsync(null), await GrownAsync(null));
        foreach (var endorser in new[] { "chen", "zhao", "wu", "volunteer", "care" }) Assert.True((await host.SendAsync(endorser, new Endorse(third))).Ok);
        Assert.True((await host.SendAsync("director", new DeclareInterest(first, "电梯公司是我表弟的"))).Ok);
        Assert.True(await WaitsAsync("director", "proposal.admit", third));
        await JoinAsync(first, second);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new HideText(second, "不实", HouseRule.Untrue))));
        await JoinAsync(second, third);
        foreach (var part in new[] { first, second, third }) Assert.Equal("interest.recused", Code(await host.SendAsync("director", new HideText(part, "不实", HouseRule.Untrue))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new Admit(third, true))));
        Assert.False(await WaitsAsync("director", "proposal.admit", third));
        Assert.True(await WaitsAsync("secretary", "proposal.admit", third));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new SetUpPoll("换不换？", $"proposals/{third}", "yes-no-abstain", "residents", "open", host.Now().AddDays(8)))));
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new PublishDecision(null, "换电梯", "换。", Matter: $"proposals/{third}"))));
        Assert.True((await host.SendAsync("director", new HideText(other, "不实", HouseRule.Untrue))).Ok);
        // Read where it reaches, with where it stands.
        Assert.Equal($"proposals/{first}", Assert.Single((await host.SendAsync("wu", new GetInterests(third))).Value.Items).In);
        Assert.Contains("表弟", await host.CreateClient().GetStringAsync($"/proposals/{third}"));
        var page = await Browser.SignedInAsync(host, "wu");
        await page.GoAsync($"/proposals/{third}/interests");
        Assert.Contains("并入本提案", page.Page.QuerySelector($"a[href='/proposals/{first}/interests']")!.TextContent);
        // What came of the concern is the third one now: an interest in either bars in the other.
        Assert.True((await host.SendAsync("supervisor", new DeclareInterest(third, "我家的电梯"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("supervisor", new AnswerAdmissionAppeal(third, true, "好"))));
        Assert.Equal(2, (await host.SendAsync("wu", new GetInterests(concern))).Value.Items.Count);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new AcceptConcern(concern, null))));
        Assert.Single((await host.SendAsync("wu", new GetInterests(first))).Value.Items);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new HideText(concern, "广告", HouseRule.Advertising))));
        await Assert.ThrowsAnyAsync<Exception>(() => host.DbAsync(db => db.JoinedProposals.Where(j => j.From == first).ExecuteDeleteAsync()));
        Assert.Empty(await host.CheckAsync());
    }
}
