using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Council.Proposals;
using Forum.Domain.Voting;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>What list, page and plan say of a proposal is what is so at that step.</summary>
public sealed class HallWordsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private Task<ProposalId> AtAdmissionAsync(string title, string by = "lin") => host.AtAdmissionAsync(title, "门口装一把。", by);

    private async Task<string> SideAsync(ProposalId id)
    {
        var page = new Browser(host);
        await page.GoAsync($"/proposals/{id}");
        return page.Page.QuerySelector("aside.side")!.TextContent;
    }

    private async Task<ProposalRow> RowAsync(ProposalId id) => (await host.SendAsync("chen", new ListProposals(Take: 100))).Value.Items.Single(p => p.Id == id);

    [Fact]
    public async Task Endorsements_are_asked_for_only_while_they_are_collected()
    {
        var id = await host.ProposedAsync("少了一个附议的长椅");
        foreach (var endorser in new[] { "chen", "zhao", "wu", "volunteer", "care" }) Assert.True((await host.SendAsync(endorser, new Endorse(id))).Ok);
        Assert.True((await host.SendAsync("wu", new WithdrawEndorsement(id))).Ok);
        Assert.DoesNotContain("再有", await SideAsync(id));
        Assert.True((await host.SendAsync("director", new Admit(id, true))).Ok);
        Assert.DoesNotContain("再有", await SideAsync(id));
        Assert.Contains("再有 5 人附议", await SideAsync(await host.ProposedAsync("还没有人附议的长椅")));
    }

    [Fact]
    public async Task What_was_not_admitted_says_until_when_it_can_be_appealed_and_promises_nothing_more()
    {
        var id = await AtAdmissionAsync("没有立项的长椅");
        Assert.True((await host.SendAsync("director", new Admit(id, false, "地方太窄。"))).Ok);
        var hall = (await host.SendAsync("lin", new GetProposal(id))).Value.Hall;
        Assert.Equal((true, hall.Refused!.AppealUntil), ((await RowAsync(id)).Refused, (await RowAsync(id)).Until));
        Assert.Equal([ProposalStep.Collecting, ProposalStep.Admission], hall.Steps.Select(s => s.Step));
        Assert.Equal(hall.Refused.AppealUntil, hall.Steps[^1].Until);
        Assert.Empty(hall.Ahead);
        Assert.Contains("没有申诉，提案就结束", await SideAsync(id));
        Assert.DoesNotContain("没有答复就算立项", await SideAsync(id));
        Assert.DoesNotContain("提前开始表决", await SideAsync(id));
        Assert.True((await host.SendAsync("lin", new AppealAdmission(id, "量过。"))).Ok);
        Assert.Equal((true, null), ((await RowAsync(id)).Refused, (await RowAsync(id)).Until));
        Assert.Contains("没有参与答复的人", await SideAsync(id));
        Assert.True((await host.SendAsync("supervisor", new AnswerAdmissionAppeal(id, true, "够宽。"))).Ok);
        // Who refused hears what came of it, too.
        Assert.Contains("news.appeal-admitted", await host.NewsOfAsync("director", "没有立项的长椅"));
        Assert.Equal((false, ProposalStep.Deliberation), ((await RowAsync(id)).Refused, (await RowAsync(id)).Step));
        Assert.Contains("居务监督委员会", await SideAsync(id));
    }

    [Fact]
    public async Task Who_refused_standing_in_is_named_with_their_office()
    {
        var id = await AtAdmissionAsync("主任自己的长椅", "director");
        Assert.True((await host.SendAsync("secretary", new Admit(id, false, "太贵。"))).Ok);
        Assert.Equal(Role.CommunitySecretary, (await host.SendAsync("chen", new GetProposal(id))).Value.Hall.Refused!.By.As);
        var side = await SideAsync(id);
        Assert.Contains("代行", side);
        Assert.DoesNotContain("居委会没有立项", side);
    }

    [Theory]
    [InlineData("open"), InlineData("secret")]
    public async Task A_poll_that_is_set_up_is_called_off_when_its_proposal_ends(string secrecy)
    {
        var id = await AtAdmissionAsync($"就要撤回的长椅 {secrecy}");
        Assert.True((await host.SendAsync("director", new Admit(id, true))).Ok);
        var poll = (await host.SendAsync("director", new SetUpPoll($"装不装 {secrecy}？", $"proposals/{id}", "yes-no-abstain", "residents", secrecy, host.Now().AddDays(5)))).Value;
        Task<byte[]?> KeyAsync() => host.DbAsync(db => db.PollKeys.Where(k => k.PollId == poll).Select(k => k.Wrapped).SingleOrDefaultAsync());
        Assert.Equal(secrecy == "secret", await KeyAsync() is not null);
        Assert.Equal("reason.missing", (await host.SendAsync("director", new CallOffPoll(poll, Poll.MatterEnded))).Refusals[0].Code);
        Assert.True((await host.SendAsync("lin", new TakeBackProposal(id, "不提了"))).Ok);
        Assert.Contains("news.poll-lapsed", await host.NewsOfAsync("director", $"装不装 {secrecy}"));
        var view = (await host.SendAsync("director", new GetPoll(poll))).Value;
        Assert.Equal((PollState.CalledOff, false, Poll.MatterEnded), (view.State, view.May.Open, view.CalledOffFor));
        Assert.DoesNotContain((await host.SendAsync("director", new Forum.Queue.GetQueue())).Value.Items, i => i.Id == poll.ToString());
        Assert.Null(await KeyAsync());
        var page = new Browser(host);
        await page.GoAsync($"/polls/{poll}");
        Assert.Contains("提案已经结束", page.Text);
        Assert.DoesNotContain("matter-ended", page.Text);
        Assert.Empty(await host.CheckAsync());
    }
}
