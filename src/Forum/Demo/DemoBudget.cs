using Forum.Decisions;
using Forum.Dispatches;
using Forum.Domain.Voting;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>What the year's common income is spent on: eight projects with costs, counted by equal shares.</summary>
public static class DemoBudget
{
    // A project, its cost in yuan, and how many of ten neighbours want it.
    private static readonly (string Name, long Cost, int Wanted)[] Projects =
    [
        ("单元门口加装感应灯", 18_000, 8), ("充电棚加装监控和灭火器", 26_000, 7), ("长者食堂添一辆保温餐车", 32_000, 5), ("儿童乐园铺软垫", 45_000, 5),
        ("活动室换两台空调", 28_000, 4), ("北门加装车辆道闸", 52_000, 2), ("中心花园修喷泉", 88_000, 1), ("拍一部社区宣传片", 30_000, 0),
    ];

    public static async Task TellAsync(DemoTeller teller)
    {
        var at = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero).AddDays(-24).AddHours(1);
        var names = Projects.Select(p => p.Name).ToArray();
        var poll = await teller.AsAsync("director", at, new SetUpPoll(
            "今年的公共收益怎么花？", null, "equal-shares", "residents", "open", at.AddDays(7), names, Costs: [.. Projects.Select(p => PollBudget.Yuan * p.Cost)], Budget: 120_000 * PollBudget.Yuan, Completion: "add1", LeastVotes: 6));
        await teller.AsAsync("director", at.AddHours(1), new OpenPoll(poll));
        var onRoll = await teller.OnRollAsync(poll);
        for (var voter = 0; voter < onRoll.Count; voter++)
            if (voter % 5 != 4) await teller.AsAsync(onRoll[voter], at.AddHours(3) + (TimeSpan.FromDays(6) * voter / onRoll.Count), new CastBallot(poll, null, Approved: Wanted(voter)));
        await teller.WaitUntilAsync(at.AddDays(7));
        var paid = await teller.ReadAsync(async db => OptionsTally.CountOf((await db.Polls.SingleAsync(p => p.Id == poll)).Closed!.Tally)!.Winners);
        await teller.AsAsync("director", at.AddDays(14).AddHours(3), new PublishDecision(poll, $"今年的公共收益办{paid.Count}件事", $"按表决结果，先办：{string.Join("、", paid)}。每一件开工前把报价贴在公告栏，完工后公布账目。没办的几项，为什么没办写在表决结果里，明年可以再提。"));
        await teller.AsAsync("secretary", at.AddDays(15), new AcknowledgeDispatch(await DemoResults.DispatchOfAsync(teller, poll)));
        teller.Clock.Tell(null);
    }

    // Everybody wants something; nobody the same.
    private static IReadOnlyList<string> Wanted(int voter)
    {
        var dice = new Random(20261101 + voter);
        var wanted = Projects.Where(p => dice.Next(10) < p.Wanted).Select(p => p.Name).ToList();
        return wanted.Count > 0 ? wanted : [Projects[voter % 5].Name];
    }
}
