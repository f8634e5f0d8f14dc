using Forum.Council.Calls;
using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Council.Spoken;
using Forum.Council.Steps;
using Forum.Domain.Council.Calls;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Moderation;
using Forum.Domain.Notifications;
using Forum.Notifications.Tellings;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Who spoke or endorsed through somebody's pen is told at every turn: by their account, else at the door; who only held the pen is not.</summary>
public sealed class SpokenTurnTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Mark() => Guid.NewGuid().ToString("N")[..6];

    [Fact]
    public async Task Whoever_has_an_account_took_part_and_hears_what_was_entered_in_their_name()
    {
        var mark = Mark();
        var (person, who) = await host.AccountHolderAsync();
        var id = await host.ProposedAsync($"扶手{mark}");
        var said = (await host.SendAsync("steward", new WriteDownComment(id, person, "要扶手。", Stance.For, true))).Value;
        Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(id, person, true))).Ok);
        Assert.Equal(["news.comment-written-down", "news.endorsement-written-down"], await host.NewsOfAsync(who, mark));
        Assert.True((await host.SendAsync("chen", new AddComment(id, "多高？", Stance.Neither, said))).Ok);
        Assert.True((await host.SendAsync("lin", new Revise(id, "正文，九十公分。"))).Ok);
        Assert.Equal(["news.spoken-answered", "news.revised"], (await host.NewsOfAsync(who, mark)).Skip(2));
        // The pen took no part.
        Assert.Empty(await host.NewsOfAsync("steward", mark));
        // Nobody reads mail for them: the turns stand on the list until they are read or told.
        var lines = (await host.TellingsAsync()).Where(l => l.What.Contains(mark)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, l => Assert.Equal(VoterId.Of(person), l.Whom));
        Assert.True((await host.SendAsync(who, new Forum.Notifications.ReadNews())).Ok);
        Assert.DoesNotContain(await host.TellingsAsync(), l => l.What.Contains(mark));
    }

    [Fact]
    public async Task Whoever_has_none_stands_on_the_list_at_every_turn_once()
    {
        var mark = Mark();
        var (speaker, endorser) = (await host.NeighbourAsync(), await host.NeighbourAsync(1));
        var id = await host.ProposedAsync($"坡道{mark}");
        var said = (await host.SendAsync("steward", new WriteDownComment(id, speaker, "要坡道。", Stance.For, true))).Value;
        Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(id, endorser, true))).Ok);
        async Task<List<TellLine>> LinesAsync(PersonId person) => [.. (await host.TellingsAsync()).Where(l => l.Whom == VoterId.Of(person) && l.What.Contains(mark))];
        Assert.Empty(await LinesAsync(speaker));
        foreach (var words in new[] { "多宽？", "多长？" }) Assert.True((await host.SendAsync("chen", new AddComment(id, words, Stance.Neither, said))).Ok);
        var answered = Assert.Single(await LinesAsync(speaker));
        Assert.Contains("回复", answered.What);
        Assert.Empty(await LinesAsync(endorser));
        foreach (var text in new[] { "正文，一米宽。", "正文，一米二宽。" }) Assert.True((await host.SendAsync("lin", new Revise(id, text))).Ok);
        var revised = Assert.Single(await LinesAsync(endorser));
        Assert.Contains("新的一稿", revised.What);
        Assert.True((await host.SendAsync("steward", new NoteTelling(revised.Whom, revised.About, TellingWay.Door))).Ok);
        Assert.Empty(await LinesAsync(endorser));
        Assert.DoesNotContain(await host.TellingsAsync("grid.worker"), l => l.About == revised.About && l.Whom == revised.Whom);
        // A hidden proposal is named to nobody; shown again, the list says so.
        Assert.True((await host.SendAsync("director", new HideText(id, "试试", HouseRule.Other))).Ok);
        Assert.Empty(await LinesAsync(speaker));
        Assert.True((await host.SendAsync("lin", new AppealHiding(id, "没有犯规"))).Ok);
        Assert.True((await host.SendAsync("supervisor", new AnswerHidingAppeal(id, true, "是没有"))).Ok);
        Assert.Contains("恢复显示", Assert.Single(await LinesAsync(endorser)).What);
        // Words taken back are nobody's, and their speaker hears of no turn more.
        Assert.True((await host.SendAsync("steward", new WithdrawComment(said, "记错了"))).Ok);
        Assert.True((await host.SendAsync("lin", new TakeBackProposal(id, "已经修好了。"))).Ok);
        Assert.Contains(await LinesAsync(endorser), l => l.What.Contains("撤回"));
        Assert.Contains("记错了", Assert.Single(await LinesAsync(speaker), l => l.What.Contains("撤回了")).What);
        Assert.Empty(await host.CheckAsync());
    }

    [Fact]
    public async Task The_opening_of_a_poll_is_one_line_and_its_end_another()
    {
        var mark = Mark();
        var person = await host.NeighbourAsync(2);
        var id = await host.ProposedAsync($"电梯{mark}");
        Assert.True((await host.SendAsync("steward", new WriteDownEndorsement(id, person, true))).Ok);
        var poll = (await host.SendAsync("director", new SetUpPoll($"装电梯{mark}吗？", $"proposals/{id}", "yes-no-abstain", "residents", "open", host.Now().AddDays(2)))).Value;
        Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        async Task<List<TellLine>> LinesAsync() => [.. (await host.TellingsAsync()).Where(l => l.Whom == VoterId.Of(person) && l.What.Contains(mark))];
        Assert.Equal($"polls/{poll}", Assert.Single(await LinesAsync()).About);
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.StartsWith("表决结束", Assert.Single(await LinesAsync()).What);
    }

    [Fact]
    public async Task What_the_pen_does_to_a_contribution_is_told_to_whoever_spoke_it()
    {
        var (mark, person) = (Mark(), await host.NeighbourAsync(4));
        var (holder, who) = await host.AccountHolderAsync();
        var call = (await host.SendAsync("director", new OpenCall($"灯{mark}", "多亮？", null, host.Now().AddDays(3)))).Value.Id;
        foreach (var from in new[] { person, holder }) Assert.True((await host.SendAsync("steward", new WriteDownContribution(call, from, "亮一点", ContributionChannel.Spoken, true))).Ok);
        foreach (var number in new[] { 1, 2 })
        {
            Assert.True((await host.SendAsync("steward", new EditContribution(call, number, "亮一点，省电"))).Ok);
            Assert.Equal("reason.missing", (await host.SendAsync("steward", new WithdrawContribution(call, number))).Refusals[0].Code);
            Assert.True((await host.SendAsync("steward", new WithdrawContribution(call, number, "听错了"))).Ok);
        }
        var door = (await host.TellingsAsync()).Where(l => l.Whom == VoterId.Of(person) && l.What.Contains(mark)).Select(l => l.What).ToList();
        Assert.Equal(2, door.Count);
        Assert.Contains(door, l => l.Contains("听错了"));
        Assert.Equal(["news.contribution-edited", "news.contribution-withdrawn"], (await host.NewsOfAsync(who, mark))[^2..]);
        Assert.Equal("听错了", (await host.SendAsync("chen", new ListContributions(call))).Value.Items[0].WithdrawnBecause);
        Assert.Empty(await host.CheckAsync());
    }
}
