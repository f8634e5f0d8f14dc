using Forum.Council.Proposals;
using Forum.Decisions;
using Forum.Dispatches;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>Polls and what came of them: answered through every level, overdue, on notice with an objection, and open now.</summary>
public static class DemoResults
{
    internal sealed record Held(PollId Poll, DateTimeOffset Closed);

    public static async Task TellAsync(DemoTeller teller)
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        await AnsweredThroughEveryLevelAsync(teller, today);
        await PartlyAdoptedAsync(teller, today);
        await WithoutQuorumAndOverdueAsync(teller, today);
        await OnNoticeAsync(teller, today);
        await OpenNowAsync(teller, today);
        await teller.AsAsync("director", today.AddDays(-30).AddHours(2), new PublishDecision(null, "冬季供水管道保温安排", "11月1日至10日，物业逐栋检查楼顶和外露管道，居委会派人陪同。需要入户的提前一天贴通知。"));
        await teller.AsAsync("director", today.AddDays(-8).AddHours(2), new PublishDecision(null, "社区活动室暂停开放两天", "因检修电路，本周三、周四活动室不开放，书画班改到和风养老服务中心。"));
        await DemoExecution.TellAsync(teller, today);
        teller.Clock.Tell(null);
    }

    private static async Task AnsweredThroughEveryLevelAsync(DemoTeller teller, DateTimeOffset today)
    {
        var at = today.AddDays(-160).AddHours(1);
        var building = await teller.ReadAsync(db => db.Places.Where(p => p.Name == "1号楼" && db.Places.Any(c => c.Id == p.CommunityId && c.Name == DemoTown.Names[0])).Select(p => p.Id).SingleAsync());
        var proposal = (await teller.AsAsync("household", at, new Propose("一号楼单元门口加装扶手和坡道", "单元门口三级台阶没有扶手，轮椅和婴儿车都要人抬。\n\n加一条坡道和两侧扶手，报价一万六千元。", building))).Id;
        foreach (var by in new[] { "lin", "zhao", "chen", "steward", "volunteer" }) await teller.AsAsync(by, at.AddHours(3), new Endorse(proposal));
        var held = await HoldAsync(teller, proposal, "director", "residents", at.AddDays(16), 5, [("lin", Choice.Yes), ("zhao", Choice.Yes), ("chen", Choice.Yes), ("steward", Choice.Yes), ("wu", Choice.Abstain), ("owners.chair", Choice.No)]);
        var decided = held.Closed.AddDays(7);
        await teller.AsAsync("director", decided, new PublishDecision(held.Poll, "一号楼单元门口加装扶手和坡道", "同意加装。由物业实施，费用从小区公共收益列支，居委会监督。"));
        var dispatch = await DispatchOfAsync(teller, held.Poll);
        await teller.AsAsync("building.leader", decided.AddHours(20), new AcknowledgeDispatch(dispatch));
        await teller.AsAsync("building.leader", decided.AddDays(2), new PassUpDispatch(dispatch, "楼里三户有轮椅，雨天门口湿滑，请快一点。"));
        await teller.AsAsync("grid.secretary", decided.AddDays(4), new AcknowledgeDispatch(dispatch));
        await teller.WaitUntilAsync(decided.AddDays(8));
        await teller.AsAsync("grid.secretary", decided.AddDays(8).AddHours(3), new PassUpDispatch(dispatch, "支部开会议过，建议二号楼、三号楼一并勘察。"));
        await teller.AsAsync("secretary", decided.AddDays(9), new AcknowledgeDispatch(dispatch));
        await teller.AsAsync("secretary", decided.AddDays(16), new AnswerDispatch(dispatch, ReplyStance.Adopted, "采纳。一号楼坡道和扶手立即施工；二号楼、三号楼的勘察列入明年计划。", DateOnly.FromDateTime(today.AddDays(-95).DateTime)));
    }

    private static async Task PartlyAdoptedAsync(DemoTeller teller, DateTimeOffset today)
    {
        var held = await HoldAsync(teller, await ProposalAsync(teller, "喷淋"), "director", "residents", today.AddDays(-100), 7,
            [("lin", Choice.Yes), ("chen", Choice.Yes), ("zhao", Choice.Yes), ("steward", Choice.Yes), ("volunteer", Choice.Yes), ("household", Choice.Yes), ("wu", Choice.No), ("owners.chair", Choice.Abstain)]);
        var decided = held.Closed.AddDays(7);
        await teller.AsAsync("director", decided, new PublishDecision(held.Poll, "四个充电棚加装喷淋和烟感", "同意加装。由街道消防专项和小区公共收益共同出资，公共收益出资前先公布账目。"));
        var dispatch = await DispatchOfAsync(teller, held.Poll);
        await teller.AsAsync("secretary", decided.AddDays(1), new AcknowledgeDispatch(dispatch));
        await teller.AsAsync("secretary", decided.AddDays(10), new AnswerDispatch(dispatch, ReplyStance.Partly,
            "加装喷淋和烟感，采纳。四个充电棚都装，钱由街道消防专项和小区公共收益出。\n\n夜里十一点以后断电，不采纳。上夜班的邻居有四十多位，断电后他们会把电瓶带上楼，反而更危险。改为装满自停和过载断电。", DateOnly.FromDateTime(today.AddDays(20).DateTime)));
    }

    private static async Task WithoutQuorumAndOverdueAsync(DemoTeller teller, DateTimeOffset today)
    {
        var held = await HoldAsync(teller, await ProposalAsync(teller, "续聘"), "owners.chair", "owners-ordinary", today.AddDays(-58), 10, [("lin", Choice.Yes), ("chen", Choice.No), ("zhao", Choice.Yes), ("steward", Choice.Yes)]);
        await teller.AsAsync("director", held.Closed.AddDays(7), new PublishDecision(held.Poll, "续聘惠民物业：没有形成决议", "参加表决的业主面积和人数都没有达到三分之二，不能形成决议。业委会将上门征集后重新召集。", null, true));
        await teller.WaitUntilAsync(held.Closed.AddDays(24));
    }

    private static async Task OnNoticeAsync(DemoTeller teller, DateTimeOffset today)
    {
        var held = await HoldAsync(teller, await ProposalAsync(teller, "宠物"), "director", "residents", today.AddDays(-9), 7, [("lin", Choice.Yes), ("zhao", Choice.Yes), ("volunteer", Choice.Yes), ("care", Choice.Yes), ("chen", Choice.No), ("building.leader", Choice.No)]);
        await teller.AsAsync("building.leader", held.Closed.AddHours(20), new ObjectToOutcome(held.Poll, "围栏离一号楼窗户只有八米，表决前没有量过。请先量，再定位置。"));
    }

    private static async Task OpenNowAsync(DemoTeller teller, DateTimeOffset today)
    {
        var proposal = await ProposalAsync(teller, "lifts");
        var opened = today.AddDays(-2);
        var poll = await teller.AsAsync("owners.chair", opened, new SetUpPoll("是否同意用维修资金 486,000 元，更换1号楼的两部电梯？", $"proposals/{proposal}", "yes-no-abstain", "owners-ordinary", "open", opened.AddDays(9).AddHours(11)));
        await teller.AsAsync("owners.chair", opened.AddHours(1), new OpenPoll(poll));
        await teller.AsAsync("steward", opened.AddHours(5), new CastBallot(poll, Choice.Yes));
    }

    internal static async Task<Held> HoldAsync(DemoTeller teller, ProposalId proposal, string by, string preset, DateTimeOffset at, int days, (string By, Choice Choice)[] ballots)
    {
        var title = await teller.ReadAsync(db => db.Proposals.IgnoreAutoIncludes().Where(p => p.Id == proposal).Select(p => p.Title).SingleAsync());
        var poll = await teller.AsAsync(by, at, new SetUpPoll($"是否同意：{title}", $"proposals/{proposal}", "yes-no-abstain", preset, "open", at.AddDays(days)));
        await teller.AsAsync(by, at.AddHours(1), new OpenPoll(poll));
        var onRoll = await teller.OnRollAsync(poll);
        var cast = 0;
        foreach (var (voter, choice) in ballots.Where(b => onRoll.Contains(b.By))) await teller.AsAsync(voter, at.AddHours(2).AddDays((days - 1.0) * cast++ / ballots.Length), new CastBallot(poll, choice));
        await teller.WaitUntilAsync(at.AddDays(days));
        return new(poll, at.AddDays(days));
    }

    private static Task<ProposalId> ProposalAsync(DemoTeller teller, string word) => teller.ReadAsync(db => db.Proposals.IgnoreAutoIncludes().Where(p => p.Title.Contains(word)).Select(p => p.Id).SingleAsync());

    internal static Task<DispatchId> DispatchOfAsync(DemoTeller teller, PollId poll) => teller.ReadAsync(db => db.Dispatches.IgnoreAutoIncludes().Where(d => d.PollId == poll).Select(d => d.Id).SingleAsync());
}
