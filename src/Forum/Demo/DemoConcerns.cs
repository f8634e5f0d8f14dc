using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Domain.Reception;
using Forum.Notifications.Choices;
using Forum.Organisation;
using Forum.Reception;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>A year of concerns, in every state.</summary>
public static class DemoConcerns
{
    private sealed record Told(int DaysAgo, string By, string Category, string Place, string Title, string Body, ConcernStatus Upto, string Unit = "惠民物业",
        string Answer = "", string Done = "", Visibility Visibility = Visibility.Public, bool Late = false, string? Disputed = null);

    private static readonly Told[] All =
    [
        new(340, "zhao", "facilities", "1号楼", "二单元四层楼道灯不亮", "二单元四层的灯坏了一个多星期，老人晚上上下楼看不清台阶。", ConcernStatus.Confirmed, Answer: "今天去看过，是感应头坏了，明天换。", Done: "灯换好了，三层到六层的感应头一起查过。"),
        new(301, "chen", "environment", "community", "垃圾分类亭门坏了，夹过孩子的手", "北门西侧的分类亭，投放口的门弹簧断了，前天夹到一个孩子的手。", ConcernStatus.Confirmed, Answer: "先用胶带把门固定住，配件后天到。", Done: "弹簧已换，边上加了软条。"),
        new(244, "wu", "culture", "community", "想学用手机挂号，没人教", "我妈和楼里几位老人都不会在手机上挂号，能不能办一次课？", ConcernStatus.Confirmed, Unit: "和风养老服务中心", Answer: "下个月每周三上午在活动室开课，先报名。", Done: "四次课上完了，来了二十三位。"),
        new(171, "lin", "safety", "1号楼", "楼道堆了旧家具，门推不开", "三层防火门后面堆着旧沙发和柜子，门只能推开一半。", ConcernStatus.Handling, Answer: "已联系这户人家，约好周末搬走。", Done: "沙发搬走了。", Disputed: "沙发搬走了，柜子还在，门还是推不到底。", Late: true),
        new(318, "household", "environment", "community", "花园喷泉池子变成了蚊子窝", "喷泉停了两年，池底的水一直不放，夏天全是蚊子。", ConcernStatus.Confirmed, Answer: "本周抽干清洗，之后每周查一次。", Done: "池子抽干刷净，装了排水阀。"),
        new(285, "steward", "health", "1号楼", "三楼漏水漏到二楼天花板", "二楼厨房天花板湿了一大片，楼上说不是他家的事，没人去看。", ConcernStatus.Confirmed, Answer: "上下两户都进了门，是立管接头渗水，属公共管道。", Done: "接头换了，二楼天花板补好，没有收两户的钱。"),
        new(262, "chen", "property", "community", "Parcel lockers take up the whole ramp", "The new lockers stand on the wheelchair ramp by the north gate. Please move them two metres to the left.", ConcernStatus.Confirmed, Answer: "Measured this morning; the supplier moves them on Friday.", Done: "The lockers stand left of the ramp now, and the ramp is free."),
        new(226, "lin", "culture", "community", "广场舞音响开到晚上十点", "不反对跳舞，能不能九点以后把声音关小？孩子要睡觉。", ConcernStatus.Confirmed, Unit: "梧桐里社区居民委员会", Answer: "和两支队伍谈过，都愿意换定向音箱。", Done: "定好夏天到九点、冬天到八点半，写了公约贴在广场。"),
        new(203, "wu", "property", "community", "租户办门禁卡要房东到场，太难了", "房东在外地，物业说一定要他本人来。孩子放学进不了门。", ConcernStatus.Confirmed, Answer: "改为租赁合同加房东电话确认就能办。", Done: "新办法贴在服务台，您的两张卡已办好。"),
        new(188, "zhao", "safety", "1号楼", "单元门闭门器坏了，门关不上", "门一直开着，推销的随便进。", ConcernStatus.Confirmed, Answer: "闭门器已下单。", Done: "换了新的闭门器。"),
        new(140, "owners.chair", "property", "community", "请公布去年公共收益的明细", "电梯广告、停车费一年收了多少，用在哪里，请贴一张大家看得懂的表。", ConcernStatus.Confirmed, Answer: "账在整理，下周三前贴出。", Done: "明细和票据目录贴在公告栏，并在业委会存了一份。"),
        new(97, "volunteer", "environment", "community", "楼下麻将桌占了健身器材", "两张麻将桌一直放在健身器材中间，想锻炼的人没有地方。", ConcernStatus.Confirmed, Unit: "梧桐里社区居民委员会", Answer: "给打牌的邻居在凉亭里加了桌子。", Done: "桌子搬到凉亭，器材空出来了。"),
        new(55, "zhao", "environment", "community", "儿童沙坑里有狗粪", "带孙子去沙坑，挖出来两次狗粪。养狗的也没有别的地方去，能不能想个两边都行的办法？", ConcernStatus.Accepted),
        new(45, "building.leader", "safety", "1号楼", "飞线充电又有了", "五层有人从窗户拉线下来给电动车充电，已经劝过两次。", ConcernStatus.Confirmed, Answer: "上门拆了线，棚里给他留了充电位。", Done: "这两周每晚巡一次，没有再拉。"),
        new(31, "household", "health", "community", "卫生站周末没有人抽血", "上班的人只有周末有空，能不能隔周开一次？", ConcernStatus.Assigned, Unit: "街道城建办"),
        new(18, "zhao", "other", "1号楼", "邻居半夜吵架砸东西", "楼上隔三差五半夜吵架摔东西，听着像有人挨打，我不敢去敲门。", ConcernStatus.Resolved, Unit: "梧桐里社区居民委员会", Answer: "居委会和网格员上门了解过，并联系了派出所社区民警。", Done: "已由妇联的同志跟进，您放心，没有说是谁反映的。", Visibility: Visibility.Private),
        new(8, "steward", "facilities", "1号楼", "七层消防栓箱里没有水带", "例行看楼道，七层箱子里只剩一个接头。", ConcernStatus.Handling, Answer: "水带已申领，明天补齐，同时全楼逐层清点。"),
        new(5, "care", "other", "community", "独居老人名单能不能一起用一份", "我们、卫生站和网格员各有一份名单，老人一年被登记三次。能不能商量着用一份？", ConcernStatus.Accepted),
        new(60, "volunteer", "safety", "community", "快递车堵消防通道", "东门里面每天下午三点到五点停满快递三轮，消防车肯定进不来。", ConcernStatus.Resolved, Answer: "和快递站谈了，划了三个临时车位。", Done: "车位划在东门外侧，通道口立了桩。"),
        new(12, "steward", "health", "1号楼", "老人独居，三天没见下楼", "302的孙大爷一个人住，三天没见他下楼取报纸了，电话也没人接。", ConcernStatus.Confirmed, Unit: "梧桐里社区居民委员会", Answer: "网格员已上门，老人感冒在家，已陪去卫生站。", Done: "老人恢复了，每天有人打电话。", Visibility: Visibility.Private),
        new(9, "volunteer", "environment", "community", "公告栏被车撞歪了，字看不见", "南门口的公告栏上周被送货的车蹭了一下，玻璃裂了，里面的通知卷在一起。", ConcernStatus.Confirmed, Answer: "拍了照，和送货公司说好由他们赔，今天先扶正。", Done: "换了玻璃，往里挪了半米，车蹭不到了。"),
        new(3, "lin", "facilities", "1号楼", "地下车库坡道一下雨就积水", "昨晚下了一个钟头的雨，车库下去那个坡又积水了，最深的地方没过脚踝。我婆婆推着小推车下不去，有个骑电动车的小伙子还滑倒了。\n\n去年夏天也是这样，报过两次，每次都是拿泵抽一抽就完了。能不能把坡底的排水沟真正修一修？", ConcernStatus.Handling, Answer: "今早到现场看过，坡底截水沟堵了约4米，有两块盖板下沉。上午先清沟，盖板明天换。"),
        new(2, "chen", "property", "community", "小区北侧路灯一到十点就灭", "北侧那排路灯晚上十点准时灭，上晚班的人回来要打手电。", ConcernStatus.Assigned),
        new(1, "zhao", "environment", "community", "宠物粪便没人收拾", "花园东侧的草地几乎不能走了，孩子们没地方玩。能不能放几个拾便袋箱？", ConcernStatus.Accepted),
        new(1, "owners.chair", "facilities", "community", "Lift in building 1 stops between floors", "Twice this week the left lift stopped between the 6th and 7th floors for some minutes. Please have it inspected before somebody panics.", ConcernStatus.Raised),
        new(0, "wu", "education", "community", "租房的孩子上学登记要哪些材料", "我们是去年搬来的租户，孩子明年上小学，想问一下要准备哪些材料，在哪里登记。", ConcernStatus.Raised),
    ];

    private const string Evaluated = "花园喷泉池子变成了蚊子窝", Asked = "公告栏被车撞歪了，字看不见";

    private static readonly (string By, int Score, string? Remark)[] Said =
        [("household", 5, "晚上能开窗了。"), ("lin", 5, null), ("chen", 4, "What took two summers?"), ("zhao", 4, "希望每周查一次能坚持下去。"), ("wu", 5, null), ("volunteer", 3, "池子空着也不好看，能不能种点花？")];

    public static async Task TellAsync(DemoTeller teller)
    {
        var units = await teller.ReadAsync(db => db.Units.AsNoTracking().ToListAsync());
        var community = await teller.ReadAsync(db => db.Places.Where(p => p.Name == DemoTown.Names[0]).Select(p => p.Id).SingleAsync());
        var places = await teller.ReadAsync(db => db.Places.AsNoTracking().Where(p => p.CommunityId == community && (p.Level == PlaceLevel.Building || p.Level == PlaceLevel.Community)).ToListAsync());
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        foreach (var told in All.OrderByDescending(t => t.DaysAgo))
        {
            var place = told.Place == "community" ? community : places.First(p => p.Name == told.Place).Id;
            var unit = units.First(u => u.CommunityId == community && u.Name == told.Unit);
            await TellOneAsync(teller, told, place, unit, today.AddDays(-told.DaysAgo).AddHours(told.DaysAgo == 0 ? -1 : 1));
        }
        teller.Clock.Tell(null);
    }

    private static async Task TellOneAsync(DemoTeller teller, Told told, PlaceId place, Unit unit, DateTimeOffset at)
    {
        var handler = unit.Kind switch { UnitKind.SocialOrganisation => "care", UnitKind.Committee => "director", _ => "property" };
        var id = (await teller.AsAsync(told.By, at, new RaiseConcern(told.Category, place, told.Title, told.Body, told.Visibility))).Id;
        if (told.Upto >= ConcernStatus.Accepted) await teller.AsAsync("director", at.AddHours(5), new AcceptConcern(id));
        if (told.Upto >= ConcernStatus.Assigned) await teller.AsAsync("director", at.AddHours(8), new AssignConcern(id, unit.Id));
        if (told.Answer.Length > 0) await teller.AsAsync(handler, at.AddHours(26), new AnswerConcern(id, told.Answer));
        if (told.Done.Length > 0) await teller.AsAsync(handler, at.AddHours(70), new ResolveConcern(id, told.Done));
        if (told.Disputed is { } no) await teller.AsAsync(told.By, at.AddHours(80), new ConfirmConcern(id, false, no));
        if (told.Title is Evaluated or Asked) foreach (var (by, _, _) in Said[1..]) await teller.AsAsync(by, at.AddHours(71), new FollowMatter($"concerns/{id}", Following.Followed));
        if (told.Upto == ConcernStatus.Confirmed) await teller.AsAsync(told.By, at.AddHours(90), new ConfirmConcern(id, true, null));
        if (told.Title == Asked) foreach (var (by, score, remark) in Said[^2..]) await teller.AsAsync(by, at.AddHours(100), new EvaluateConcern(id, score, remark));
        if (told.Title == Evaluated) foreach (var (by, score, remark) in Said) await teller.AsAsync(by, at.AddHours(100), new EvaluateConcern(id, score, remark));
    }
}
