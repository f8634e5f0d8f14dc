using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Council.Summaries;
using Forum.Council.Voices;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Council.Proposals;
using Forum.Queue;

namespace Forum.Tests.Council;

/// <summary>Where everybody whose office it is has an interest, the Party organisation admits, hears the appeal, sums up and asks who was silent.</summary>
public sealed class StandInStepsTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private async Task<ProposalId> AtAdmissionAsync()
    {
        var id = (await host.SendAsync("lin", new Propose("装一把长椅", "门口装一把。", null))).Value.Id;
        foreach (var endorser in new[] { "chen", "zhao", "wu", "volunteer", "care" }) Assert.True((await host.SendAsync(endorser, new Endorse(id))).Ok);
        return id;
    }

    private async Task<bool> WaitsAsync(string who, string kind, ProposalId id) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id.ToString());

    [Fact]
    public async Task Admission_and_the_appeal_against_it()
    {
        var (id, other) = (await AtAdmissionAsync(), await AtAdmissionAsync());
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new Admit(id, true))));
        Assert.False(await WaitsAsync("secretary", "proposal.admit", id));
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "长椅我家做"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new Admit(id, true))));
        Assert.True(await WaitsAsync("secretary", "proposal.admit", id));
        Assert.False(await WaitsAsync("secretary", "proposal.admit", other));
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new Admit(other, true))));
        Assert.Equal("not-found", Code(await host.SendAsync("secretary.b", new Admit(id, true))));
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{id}/admission");
        Assert.Contains("请回避", director.Text);
        var secretary = await Browser.SignedInAsync(host, "secretary");
        await secretary.GoAsync($"/proposals/{id}");
        Assert.NotNull(secretary.Page.QuerySelector($"a[href='/proposals/{id}/admission']"));
        await secretary.GoAsync($"/proposals/{id}/admission");
        await secretary.PostAsync("admission", new() { ["answer"] = "no", ["reason"] = "地方太窄。" });
        Assert.Equal($"/proposals/{id}", secretary.Path);
        Assert.True((await host.SendAsync("lin", new AppealAdmission(id, "不窄。"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new DeclareInterest(id, "就在我家门口"))).Ok);
        Assert.False(await WaitsAsync("supervisor", "proposal.appeal", id));
        Assert.Equal("interest.recused", Code(await host.SendAsync("supervisor", new AnswerAdmissionAppeal(id, true, "够宽。"))));
        // Whoever refused it does not hear the appeal.
        Assert.Equal("appeal.own", Code(await host.SendAsync("secretary", new AnswerAdmissionAppeal(id, true, "够宽。"))));
        Assert.False((await host.SendAsync("secretary", new GetProposal(id))).Value.Hall.May.AnswerAppeal);
        Assert.True(await WaitsAsync("street", "proposal.appeal", id));
        Assert.True((await host.SendAsync("street", new AnswerAdmissionAppeal(id, true, "够宽。"))).Ok);
        Assert.Equal(ProposalStep.Deliberation, (await host.SendAsync("wu", new GetProposal(id))).Value.Hall.Step);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task Summaries_and_answers_to_who_disputes_them()
    {
        var id = await AtAdmissionAsync();
        Assert.True((await host.SendAsync("wu", new AddComment(id, "好坐", Stance.For))).Ok);
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new WriteSummary(id, "都说好。"))));
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "长椅我家做"))).Ok);
        Assert.True((await host.SendAsync("secretary", new GetSummaries(id))).Value.May.Write);
        Assert.True((await host.SendAsync("secretary", new WriteSummary(id, "都说好。"))).Ok);
        Assert.Contains("代行", await host.CreateClient().GetStringAsync($"/proposals/{id}/summary"));
        Assert.True((await host.SendAsync("chen", new DisputeSummary(id, "没有都说好"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new AnswerDispute(id, 1, 1, "是的"))));
        Assert.True((await host.SendAsync("secretary", new AnswerDispute(id, 1, 1, "改成多数"))).Ok);
    }

    [Fact]
    public async Task Asking_groups_to_speak()
    {
        var id = await AtAdmissionAsync();
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new InviteGroup(id, "owners"))));
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "长椅我家做"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync("director", new InviteGroup(id, "owners"))));
        var director = await Browser.SignedInAsync(host, "director");
        await director.GoAsync($"/proposals/{id}/voices");
        Assert.Contains("请回避", director.Text);
        Assert.False(director.HasForm("invite-owners"));
        var secretary = await Browser.SignedInAsync(host, "secretary");
        await secretary.GoAsync($"/proposals/{id}/voices");
        await secretary.PostAsync("invite-owners", []);
        Assert.NotNull((await host.SendAsync("wu", new GetVoices(id))).Value.Groups.Single(g => g.Key == "owners").InvitedAt);
    }
}
