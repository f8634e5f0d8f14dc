using Forum.Decisions;
using Forum.Dispatches;
using Forum.Domain.Dispatches;
using Forum.Domain.Voting;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>Polls among options: one counted round by round and carried out, one open now.</summary>
public static class DemoOptions
{
    private static readonly string[] Courses = ["智能手机", "太极拳", "书法", "家常急救", "合唱"];
    private static readonly string[] Names = ["邻里食堂", "北门小灶", "暖心食堂", "梧桐里长者食堂"];

    public static async Task TellAsync(DemoTeller teller)
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        var voters = await teller.ReadAsync(db => db.Accounts.Where(a => a.UserName!.StartsWith("owner.")).OrderBy(a => a.UserName).Select(a => a.UserName!).ToListAsync());
        await CoursesAsync(teller, [.. voters, "lin", "chen", "zhao", "wu", "steward"], today.AddDays(-46).AddHours(1));
        await NameAsync(teller, voters, today.AddDays(-1).AddHours(2));
        teller.Clock.Tell(null);
    }

    private static async Task CoursesAsync(DemoTeller teller, IReadOnlyList<string> voters, DateTimeOffset at)
    {
        var poll = await teller.AsAsync("director", at, new SetUpPoll("社区活动室周末先开哪一门课？", null, "irv", "residents", "open", at.AddDays(7), Courses, 1));
        await teller.AsAsync("director", at.AddHours(1), new OpenPoll(poll));
        var onRoll = await teller.OnRollAsync(poll);
        var cast = 0;
        foreach (var voter in voters.Where(onRoll.Contains)) await teller.AsAsync(voter, at.AddHours(3 + (2 * cast)), new CastBallot(poll, null, Ranked(Courses, cast++)));
        await teller.WaitUntilAsync(at.AddDays(7));
        var winner = await teller.ReadAsync(async db => OptionsTally.CountOf((await db.Polls.SingleAsync(p => p.Id == poll)).Closed!.Tally)!.Winners.Single());
        await teller.AsAsync("director", at.AddDays(14).AddHours(3), new PublishDecision(poll, $"活动室周末先开“{winner}”课", $"按表决结果，先开“{winner}”，每周六上午，先到先坐。其余的课按得票先后排到下一季。"));
        var dispatch = await DemoResults.DispatchOfAsync(teller, poll);
        await teller.AsAsync("secretary", at.AddDays(15), new AcknowledgeDispatch(dispatch));
        await teller.AsAsync("secretary", at.AddDays(20), new AnswerDispatch(dispatch, ReplyStance.Adopted, "采纳。请老师的钱从党群活动经费里出，前三次课支部派党员帮忙带老人。", DateOnly.FromDateTime(at.AddDays(60).DateTime)));
    }

    private static async Task NameAsync(DemoTeller teller, IReadOnlyList<string> voters, DateTimeOffset at)
    {
        var poll = await teller.AsAsync("director", at, new SetUpPoll("新的长者食堂叫什么名字？", null, "schulze", "residents", "open", at.AddDays(6).AddHours(9), Names, 1));
        await teller.AsAsync("director", at.AddHours(1), new OpenPoll(poll));
        var onRoll = await teller.OnRollAsync(poll);
        var cast = 0;
        foreach (var voter in voters.Where(onRoll.Contains).Take(14)) await teller.AsAsync(voter, at.AddHours(2).AddMinutes(35 * cast), new CastBallot(poll, null, Ranked(Names, cast++)));
    }

    // Neighbours differ, some name only two.
    private static IReadOnlyList<IReadOnlyList<string>> Ranked(string[] options, int voter)
    {
        var dice = new Random(20260512 + voter);
        var order = options.Select((option, at) => (option, Taste: dice.NextDouble() + (at * 0.12))).OrderBy(o => o.Taste).Select(o => (IReadOnlyList<string>)[o.option]).ToList();
        return voter % 3 == 0 ? order[..2] : order;
    }
}
