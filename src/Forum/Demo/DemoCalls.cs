using Forum.Council.Calls;
using Forum.Domain.Council.Calls;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>Three calls for input: one answered line by line, one called off, one open; the first and the last with words that came on paper.</summary>
internal static class DemoCalls
{
    private sealed record Said(string By, string Words, ContributionOutcome Outcome, string Reason, int? Into = null);

    private static readonly Said[] Bicycles =
    [
        new("household", "门厅里停了四辆，轮椅推不出去。请划一块地方，写上“此处不停”。", ContributionOutcome.Adopted, "一号楼到四号楼门厅这周划黄线，轮椅通道一米二。"),
        new("wu", "我们租户没有车位，棚里的充电口晚上八点就满了。能不能多装十个口，扫码付钱，租户业主一个价？", ContributionOutcome.Adopted, "加装十二个口，下个月底前装好，租户和业主同价。"),
        new("chen", "充电口不够，大家才往楼道里推。先加口，再说罚。", ContributionOutcome.Merged, "和 2 号说的是一件事，一起办。", 2),
        new("lin", "夜里谁来看着？请物业门岗十点以后转一圈，看到楼道里充电的当场劝走。", ContributionOutcome.Adopted, "门岗十点、一点各巡一次，记在本子上，每周贴出来。"),
        new("building.leader", "楼道里发现一次罚五十块，罚三次不让进小区。", ContributionOutcome.NotAdopted, "居委会和物业都没有罚款的权力。劝不走的，报消防部门来处理。"),
        new("volunteer", "能不能请消防的人来讲一次，带上烧过的电池给大家看？", ContributionOutcome.Adopted, "约好了，下个月第一个星期六上午在活动室。"),
    ];

    private static readonly (string By, string Words)[] Canteen =
    [
        ("zhao", "一个礼拜有两天吃软一点的：蒸蛋、炖豆腐、烂面条。牙不好的人多。"),
        ("wu", "晚饭能不能开到七点半？我婆婆等我下班一起吃，六点就关的话还是要在家做。"),
        ("lin", "菜单提前一周贴在门口和电梯里，字大一点。有高血压、糖尿病的菜边上标出来。"),
        ("chen", "我反对的还是清早送货。请在菜单旁边写明送货时间：九点以后，三轮车从北门走，不按喇叭。"),
        ("volunteer", "下雨天腿脚不好的老人来不了，志愿者可以送，请留十份的饭盒和一个本子。"),
    ];

    public static async Task TellAsync(DemoTeller teller)
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        await AnsweredAsync(teller, today.AddDays(-44).AddHours(2));
        await CalledOffAsync(teller, today.AddDays(-23).AddHours(2));
        await OpenAsync(teller, today.AddDays(-4).AddHours(2));
        teller.Clock.Tell(null);
    }

    private static async Task AnsweredAsync(DemoTeller teller, DateTimeOffset at)
    {
        var closes = at.Date.AddDays(14).AddHours(12);
        var call = (await teller.AsAsync("director", at, new OpenCall(
            "电动自行车不进楼道，大家说怎么办",
            "楼道和门厅里停车、充电的又多了。光贴告示没有用，想听听大家的办法。\n\n- 您那栋楼现在是什么情况？\n- 充电棚哪里不够用？\n- 什么样的提醒管用，什么样的不管用？\n\n两周后逐条答复。能办的写明谁办、什么时候办好。",
            null, new(closes, TimeSpan.Zero), ["owners", "tenants", "mobile"]))).Id;
        for (var i = 0; i < Bicycles.Length; i++) await teller.AsAsync(Bicycles[i].By, at.AddDays(1 + i).AddHours(i), new Contribute(call, Bicycles[i].Words));
        var heard = await WriteDownAsync(teller, call, at.AddDays(8), ContributionChannel.Spoken, "我住一楼，夜里闻到过焦味，吓得没睡。请你们晚上也来看看。");
        var answered = new DateTimeOffset(closes, TimeSpan.Zero).AddDays(3);
        for (var i = 0; i < Bicycles.Length; i++) await teller.AsAsync("director", answered.AddMinutes(10 * i), new SettleContribution(call, i + 1, Bicycles[i].Outcome, Bicycles[i].Reason, Bicycles[i].Into));
        if (heard) await teller.AsAsync("director", answered.AddHours(2), new SettleContribution(call, Bicycles.Length + 1, ContributionOutcome.Merged, "门岗夜里会去看，和 4 号一起办。", 4));
        await teller.AsAsync("director", answered.AddHours(3), new ConcludeCall(call, "谢谢大家。三件事这就办：门厅划线，本周，物业；加装十二个充电口，下个月底前，物业和业委会；夜里巡两次，从今晚起，门岗。\n罚款的办法没有采纳，理由写在那一条下面。消防讲座的时间会再通知。"));
    }

    private static async Task CalledOffAsync(DemoTeller teller, DateTimeOffset at)
    {
        var call = (await teller.AsAsync("director", at, new OpenCall("儿童乐园换什么器材", "滑梯旧了，想换一批。\n\n- 您家孩子几岁，最爱玩哪一样？\n- 哪里要加软垫？", null, at.AddDays(14), []))).Id;
        await teller.AsAsync("lin", at.AddDays(1), new Contribute(call, "大的要攀爬架，小的要矮滑梯，两边隔开，不然小的总被撞。"));
        await teller.AsAsync("director", at.AddDays(3), new CallOffCall(call, "街道今年统一换儿童器材，方案下个月来征求意见。先停下，免得大家说两遍；已经写的一条转给街道。"));
    }

    private static async Task OpenAsync(DemoTeller teller, DateTimeOffset at)
    {
        var canteen = await teller.ReadAsync(db => db.Proposals.Where(p => p.Title == "北门旧车棚改成长者食堂").Select(p => p.Id).SingleAsync());
        var call = (await teller.AsAsync("director", at, new OpenCall(
            "长者食堂的菜单和开放时间",
            "食堂的提案还在讨论。要是办成了，每天吃什么、几点开门，想先听听会去吃的人怎么说。\n\n- 哪几样菜您一定要有，哪几样不能吃？\n- 中午和晚上各开到几点合适？\n- 打包、送饭，您家用得上吗？\n\n意见会交给做方案的人，每一条都有答复。",
            null, at.AddDays(14).AddHours(10), [], $"proposals/{canteen}",
            "Menu and opening hours of the canteen",
            "The proposal is still being discussed. If the canteen comes, what should it cook and when should it be open?\n\n- Which dishes do you want, which can you not eat?\n- Until when should it be open at noon and in the evening?\n- Would you use meals to take away or brought to you?\n\nEach contribution gets an answer."))).Id;
        for (var i = 0; i < Canteen.Length; i++) await teller.AsAsync(Canteen[i].By, at.AddHours(3 + (15 * i)), new Contribute(call, Canteen[i].Words));
        await WriteDownAsync(teller, call, at.AddDays(3), ContributionChannel.Paper, "我不吃辣，也不要太甜。十一点就饿了，请十一点开门。写字手抖，请高大姐帮我录上去。");
    }

    private static async Task<bool> WriteDownAsync(DemoTeller teller, CallId call, DateTimeOffset at, ContributionChannel channel, string words)
    {
        if (await DemoTalk.SpeakerAsync(teller, 1) is not { } neighbour) return false;
        await teller.AsAsync("steward", at, new WriteDownContribution(call, neighbour, words, channel, true));
        return true;
    }
}
