using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Forum.Notifications;
using Forum.Queue;

namespace Forum.Tests.Council;

/// <summary>Where everybody whose office it is has a part in it, others keep order: who hears appeals, then the Party organisation.</summary>
public sealed class StandInTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Domain.Kernel.Outcome<T> no) => no.Refusals[0].Code;

    private async Task<CommentId> SaidAsync(string who)
    {
        var id = (await host.SendAsync("lin", new Propose("门口的花坛", "种桂花。", null))).Value.Id;
        return (await host.SendAsync(who, new AddComment(id, "你们懂什么", Stance.Against))).Value;
    }

    private async Task<bool> WaitsAsync(string who, string kind, CommentId id) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind == kind && i.Id == id.ToString());

    private async Task<bool> ListedAsync(string who, CommentId id) => (await host.SendAsync(who, new ListReported())) is { Ok: true } list && list.Value.Items.Any(i => i.What.Id == id.Value);

    private async Task<bool> ToldAsync(string who, CommentId id) => (await host.SendAsync(who, new GetNews())).Value.Items.Any(n => n.Href == $"/moderation/comments/{id}");

    [Fact]
    public async Task What_the_only_moderator_said_is_judged_by_whoever_hears_appeals_and_the_appeal_goes_further()
    {
        var said = await SaidAsync("director");
        Assert.Equal("forbidden", Code(await host.SendAsync("supervisor", new HideText(said, "骂人", HouseRule.Insult))));
        Assert.True((await host.SendAsync("wu", new ReportText(said, HouseRule.Insult))).Ok);
        await host.DrainAsync();
        Assert.True(await ToldAsync("supervisor", said));
        Assert.False(await ToldAsync("director", said));
        Assert.True(await ListedAsync("supervisor", said));
        Assert.True(await WaitsAsync("supervisor", "report.answer", said));
        foreach (var not in new[] { "secretary", "street", "chen" }) Assert.False(await ListedAsync(not, said));
        Assert.Equal("hiding.own-text", Code(await host.SendAsync("director", new HideText(said, "算了", HouseRule.Insult))));
        Assert.Equal("report.judge-own", Code(await host.SendAsync("director", new KeepText(said, "没骂人"))));
        Assert.Equal("forbidden", Code(await host.SendAsync("secretary", new KeepText(said, "没骂人"))));
        var supervisor = await Browser.SignedInAsync(host, "supervisor");
        await supervisor.GoAsync("/moderation");
        Assert.NotNull(supervisor.Page.QuerySelector($"a[href='/moderation/comments/{said}']"));
        await supervisor.GoAsync($"/moderation/comments/{said}");
        await supervisor.PostAsync("judge", new() { ["verdict"] = "hide", ["rule"] = "Insult", ["reason"] = "骂人" });
        Assert.Equal("/moderation", supervisor.Path);
        Assert.False(await ListedAsync("supervisor", said));

        // Who hid it does not hear the appeal; nobody else does at that place.
        Assert.True((await host.SendAsync("director", new AppealHiding(said, "是气话"))).Ok);
        await host.DrainAsync();
        Assert.False(await WaitsAsync("supervisor", "hiding.appeal", said));
        Assert.True(await WaitsAsync("secretary", "hiding.appeal", said));
        Assert.Contains((await host.SendAsync("secretary", new GetNews())).Value.Items, n => n.Href == $"/comments/{said}/hiding");
        Assert.Equal("hiding.own", Code(await host.SendAsync("supervisor", new AnswerHidingAppeal(said, false, "不行"))));
        Assert.Equal("not-found", Code(await host.SendAsync("secretary.b", new AnswerHidingAppeal(said, false, "不行"))));
        Assert.NotNull((await host.SendAsync("secretary", new GetHiding(said))).Value.Plea);
        Assert.True((await host.SendAsync("secretary", new AnswerHidingAppeal(said, false, "气话也是骂人"))).Ok);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task So_where_the_only_moderator_has_an_interest_and_one_step_further_where_the_next_has_too()
    {
        var said = await SaidAsync("chen");
        var id = (await host.DbAsync(async db => (await db.Comments.FindAsync(said))!.ProposalId));
        Assert.True((await host.SendAsync("director", new DeclareInterest(id, "花是我家卖的"))).Ok);
        Assert.True((await host.SendAsync("wu", new ReportText(said, HouseRule.Insult))).Ok);
        Assert.True(await ListedAsync("supervisor", said));
        Assert.True((await host.SendAsync("supervisor", new DeclareInterest(id, "土是我家卖的"))).Ok);
        Assert.False((await host.SendAsync("supervisor", new GetReported(said))).Ok);
        Assert.False(await ListedAsync("supervisor", said));
        Assert.True(await ListedAsync("secretary", said));
        Assert.Equal("interest.recused", Code(await host.SendAsync("supervisor", new KeepText(said, "没骂人"))));
        Assert.True((await host.SendAsync("secretary", new KeepText(said, "没骂人"))).Ok);
        Assert.False(await ListedAsync("secretary", said));
    }
}
