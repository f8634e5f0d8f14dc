using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>Proposals with the discussions that neighbours would have.</summary>
public static class DemoProposals
{
    private sealed record Said(string By, Stance Stance, string Words, int AgreedBy = 0, int? Answers = null, string? HiddenBecause = null);

    private sealed record Told(int DaysAgo, string By, string Title, string Body, string[] Endorsers, Said[] Talk, string? Revised = null, string? Place = null, string? From = null);

    private static readonly string[] Agreeing = ["chen", "zhao", "wu", "steward", "volunteer", "owners.chair", "household", "building.leader", "lin"];

    private static readonly Told[] All =
    [
        new(120, "steward", "电动自行车充电棚加装喷淋", "### 为什么\n\n去年八月棚里冒过一次烟，幸好发现得早。\n\n### 怎么做\n\n四个棚都装喷淋和烟感，请消防部门验收。\n\n### 花多少钱\n\n三家报价在七万八到九万之间，建议街道消防专项和小区公共收益一起出。",
            ["lin", "chen", "zhao", "volunteer", "owners.chair", "household"],
            [new("household", Stance.For, "冒烟那次电话是我打的，真吓人。请快一点。", 6), new("chen", Stance.For, "赞成装，但验收要让我们看到报告。", 4), new("wu", Stance.Against, "钱从公共收益出，租户停车费也在里面，是不是该先问问我们？", 3), new("owners.chair", Stance.Neither, "公共收益的账下周贴出来，大家先看账再说。", 2, 3)]),
        new(75, "owners.chair", "续聘惠民物业两年", "现合同八月底到期。比选了三家，惠民报价每平方米不变，承诺增加两名保洁、门岗夜间双人。\n\n请业主表决是否续聘两年。",
            ["lin", "chen", "zhao", "steward", "building.leader"],
            [new("lin", Stance.For, "门岗师傅认得每个老人，换一家还要重新来。", 5), new("chen", Stance.Against, "电梯坏了四天没人修，报价不变服务也没变。先把去年的账说清楚。", 6), new("property", Stance.Neither, "电梯那次是等主板，过程和票据都在公告栏。今后超过24小时一律先租用备件。", 3, 2), new("chen", Stance.Against, "物业就是一群吃干饭的！！", 0, null, "骂人，不讲事情")]),
        new(52, "volunteer", "花园东侧划一块宠物活动区", "把东侧草地围出约两百平方米给狗活动，放拾便袋箱，其余草地不让狗进。养狗的人轮流打扫。",
            ["lin", "zhao", "wu", "steward", "care"],
            [new("zhao", Stance.For, "与其到处都是，不如有个地方。", 4), new("building.leader", Stance.Against, "离一号楼太近，早上六点就开始叫。", 5), new("volunteer", Stance.Neither, "可以定开放时间：七点到晚上九点。", 6, 2), new("lin", Stance.Against, "我家孩子怕狗，围栏要够高才行。", 2),
                new("chen", Stance.Against, "二百平方米占了草地三分之一，早上打太极的人往哪去？", 4), new("steward", Stance.Neither, "我量过：围的是靠停车场那一条，打拳的那块不动。图贴在一号楼公告栏了。", 5, 5), new("wu", Stance.For, "我家小狗七岁了，一直牵着。有地方能撒开跑一跑，别处就不会乱钻。", 3), new("care", Stance.Neither, "带狗来的多半是老人。里面放两把椅子，门留得够轮椅进，用的人会更多。", 4),
                new("household", Stance.Against, "拾便袋谁出钱？上次装的袋箱两天就空了，有人整卷拿走。", 6), new("volunteer", Stance.For, "登记的养狗户每家每月五块钱，箱子换成一次只抽得出一个的。", 4, 9), new("wu", Stance.For, "嫌吵就搬走，又没人留你！", 0, null, "赶人走，不讲事情"), new("lin", Stance.Neither, "看了第二稿，围栏一米二，我不反对了。可是门要能自己关上，孩子跑得快。", 5),
                new("volunteer", Stance.For, "门装弹簧合页，一百六十块，算在围栏里了。", 3, 12), new("property", Stance.Neither, "围栏和袋箱我们可以每月巡一次，坏了三天内修。谁来登记养狗户，请写清楚。", 5), new("steward", Stance.Neither, "登记我来做，名单贴在门口，换人写上日期。", 3, 14), new("building.leader", Stance.Neither, "七点以前不开门，写进去了，离一号楼近这一条我收回。夏天中午太晒，也想想遮阴。", 4)],
            "把东侧草地围出约两百平方米给狗活动，围栏一米二，早七点到晚九点开放，放拾便袋箱，其余草地不让狗进。养狗的人轮流打扫，名单贴在门口。", From: "儿童沙坑里有狗粪"),
        new(20, "zhao", "北门旧车棚改成长者食堂", "### 一、为什么提\n\n小区里七十岁以上的老人有两百多位，独居的近六十位。北门车棚停用好几年，一直锁着。\n\n### 二、怎么做\n\n把车棚改成九十六平方米的食堂，设四十个座位，请有资质的社会组织经营，每天供应午餐和晚餐。油烟管道走二号楼外墙。\n\n### 三、要花多少钱\n\n| 项目 | 谁出 | 金额（元） |\n|---|---|---|\n| 改建和消防 | 街道为老服务专项 | 186,000 |\n| 厨具和桌椅 | 公益金，和风养老服务中心 | 74,500 |\n| 每年运营补贴 | 小区公共收益 | 36,000 |",
            ["lin", "wu", "volunteer", "care", "household", "steward"],
            [new("zhao", Stance.For, "我一个人住，中午就下碗面。有个走得到的地方，热饭热菜，还能跟人说说话。", 8), new("chen", Stance.Against, "我家窗户正对车棚。油烟、排队、送货的三轮车，早上六点就开始，谁来管？", 5), new("care", Stance.For, "我们在隔壁社区办了两年，送货统一在上午九点以后，可以写进合同。欢迎来看看。", 6, 2), new("wu", Stance.Neither, "租房的老人能不能也按一样的价钱吃？", 4), new("zhao", Stance.For, "应该一样，谁家老人都是老人。", 3, 4), new("chen", Stance.Against, "第二稿把管道挪开了，这个我看到了。可是送货时间还是没有写，请写进去。", 2)],
            "### 一、为什么提\n\n小区里七十岁以上的老人有两百多位，独居的近六十位。北门车棚停用好几年，一直锁着。\n\n### 二、怎么做\n\n把车棚改成九十六平方米的食堂，设四十个座位，请有资质的社会组织经营，每天供应午餐和晚餐。油烟管道单独立杆，离最近的窗户十八米。\n\n### 三、要花多少钱\n\n| 项目 | 谁出 | 金额（元） |\n|---|---|---|\n| 改建和消防 | 街道为老服务专项 | 186,000 |\n| 厨具和桌椅 | 公益金，和风养老服务中心 | 74,500 |\n| 每年运营补贴 | 小区公共收益 | 36,000 |"),
        new(9, "owners.chair", "Replace both lifts of building 1 from the maintenance fund", "Both lifts date from 2006 and stopped 23 times last year.\n\nThree offers were compared; the middle one costs **486,000 yuan** from the building's share of the maintenance fund, divided by area.",
            ["lin", "chen", "steward"],
            [new("lin", Stance.For, "My mother waited forty minutes inside last month. Please do not wait for a fourth offer.", 4), new("chen", Stance.Neither, "每户大概摊多少？能不能贴一张表？", 3), new("owners.chair", Stance.Neither, "按面积摊，九十平方米大约三千三。明细表周五贴出来。", 2, 2)], Place: "1号楼"),
        new(6, "chen", "Quiet hours for building work: no drilling before nine or after six",
            "Three flats are being renovated at once and some of us work nights or have babies.\n\n- No drilling before **9:00** or after **18:00**, none on Sundays.\n- A notice at the door three days ahead, with a number to call.\n- The property office keeps the list.",
            ["wu", "lin", "volunteer"],
            [new("wu", Stance.For, "上夜班的人谢谢你。周日让大家睡个觉。", 5), new("owners.chair", Stance.Against, "Contractors charge by the day. Shorter hours mean a longer renovation and more days of noise for everybody.", 3), new("chen", Stance.Neither, "Fair point. I would agree to 8:30 if the notice at the door really comes three days ahead.", 4, 2), new("steward", Stance.Neither, "告示牌我来做，门口和电梯里各贴一张。", 3),
                new("lin", Stance.For, "楼下那家敲墙，我妈午睡没法睡。中午十二点到两点也停一停行不行？", 5), new("chen", Stance.Neither, "中午停两个小时我赞成。先听听正在装修的几家怎么说，再写进第二稿。", 3, 5), new("property", Stance.Neither, "装修押金条上可以加这些时间。过了六点还打孔的，我们上门，三次扣押金。", 6), new("zhao", Stance.For, "戴助听器的人最怕电钻，谢谢你提这个。", 4), new("volunteer", Stance.Neither, "Two of the three families agreed when I asked them. They would like the school exam days on the notice as well.", 2)]),
        new(4, "wu", "活动室周末开到晚上九点", "很多人工作日回来得晚，活动室五点就关。建议周六周日开到晚上九点，志愿者轮班。", ["volunteer", "zhao"],
            [new("volunteer", Stance.For, "我可以带头排班。", 3), new("steward", Stance.Neither, "晚上的灯和空调谁来关，要定个人。", 1)]),
        new(1, "lin", "一号楼门口装一把给老人歇脚的长椅", "买菜回来提着东西，从门口到电梯口没有能坐的地方。装一把带扶手的长椅就够了。", ["zhao"], [new("zhao", Stance.For, "早该有了。", 2)], Place: "1号楼"),
    ];

    public static async Task TellAsync(DemoTeller teller)
    {
        var community = await teller.ReadAsync(db => db.Places.Where(p => p.Name == DemoTown.Names[0]).Select(p => p.Id).SingleAsync());
        var buildings = await teller.ReadAsync(db => db.Places.AsNoTracking().Where(p => p.CommunityId == community && p.Level == PlaceLevel.Building).ToListAsync());
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        foreach (var told in All)
        {
            var place = told.Place is null ? community : buildings.Single(b => b.Name == told.Place).Id;
            await TellOneAsync(teller, told, place, today.AddDays(-told.DaysAgo).AddHours(1));
        }
        teller.Clock.Tell(null);
    }

    private static async Task TellOneAsync(DemoTeller teller, Told told, PlaceId place, DateTimeOffset at)
    {
        ConcernId? from = told.From is null ? null : await teller.ReadAsync(db => db.Concerns.IgnoreAutoIncludes().Where(c => c.Title == told.From).Select(c => c.Id).SingleAsync());
        var id = (await teller.AsAsync(told.By, at, new Propose(told.Title, told.Body, place, from))).Id;
        var hour = 2.0;
        foreach (var by in told.Endorsers) await teller.AsAsync(by, at.AddHours(hour++), new Endorse(id));
        List<CommentId> said = [];
        for (var i = 0; i < told.Talk.Length; i++)
        {
            var words = told.Talk[i];
            if (i == 2 && told.Revised is { } revised) await teller.AsAsync(told.By, at.AddHours(hour++), new Revise(id, revised));
            said.Add(await teller.AsAsync(words.By, at.AddHours(hour++), new AddComment(id, words.Words, words.Stance, words.Answers is { } n ? said[n - 1] : null)));
            foreach (var friend in Agreeing.Where(a => a != words.By).Take(words.AgreedBy)) await teller.AsAsync(friend, at.AddHours(hour += 0.1), new AgreeWithComment(said[^1]));
            if (words.HiddenBecause is { } because) await teller.AsAsync("director", at.AddHours(hour++), new HideText(said[^1], because));
        }
    }
}
