using Forum.Decisions.CarryingOut;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>What became of two decisions: one done late, with the reason, and evaluated; one still being carried out.</summary>
internal static class DemoExecution
{
    public static async Task TellAsync(DemoTeller teller, DateTimeOffset today)
    {
        await DoneLateAsync(teller, await DecisionAsync(teller, "扶手和坡道"), today);
        await HalfDoneAsync(teller, await DecisionAsync(teller, "喷淋和烟感"), today);
    }

    private static async Task DoneLateAsync(DemoTeller teller, DecisionId decision, DateTimeOffset today)
    {
        var at = today.AddDays(-128).AddHours(2);
        var manager = await UnitAsync(teller, "惠民物业");
        var survey = await teller.AsAsync("director", at, new PlanMilestone(decision, "量尺寸、定图纸，贴在门口给大家看", manager, Day(at, 10)));
        var work = await teller.AsAsync("director", at, new PlanMilestone(decision, "坡道和扶手施工", manager, Day(at, 40)));
        var trial = await teller.AsAsync("director", at, new PlanMilestone(decision, "请坐轮椅的住户来试，不顺手的当场改", manager, Day(at, 50)));
        await teller.AsAsync("property", at.AddDays(8), new ReportMilestone(decision, survey, 100, null, "图纸贴了三天，一楼住户要求把坡道往东移半米，已经改了。", [new(DemoPictures.Plan(), "演示图：门上贴着坡道的图纸，红线是往东移的半米")]));
        await teller.AsAsync("property", at.AddDays(30), new ReportMilestone(decision, work, 60, Day(at, 55), "连着下了九天雨，水泥养不住，往后推半个月。材料已经到齐。"));
        await teller.AsAsync("property", at.AddDays(54), new ReportMilestone(decision, work, 100, null, "坡道和两边扶手装好了。",
            [new(DemoPictures.Ramp(false), "演示图：单元门前的水泥坡道，扶手还没装"), new(DemoPictures.Ramp(true), "演示图：同一条坡道，装好了绿色扶手")]));
        await teller.AsAsync("property", at.AddDays(56), new ReportMilestone(decision, trial, 80, Day(at, 62), "三位住户试过，扶手末端太短，师傅加长了再请一次。"));
        await teller.AsAsync("property", at.AddDays(61), new ReportMilestone(decision, trial, 100));
        var done = at.AddDays(63);
        await teller.AsAsync("director", done, new CompleteExecution(decision, "坡道和扶手用上了，花了一万五千八百元，票据贴在公告栏。谢谢一楼的邻居让了半米。"));
        (string By, int Score, string? Remark)[] said =
        [
            ("household", 5, "母亲出门不用人抬了。"), ("lin", 4, "好用，就是晚了半个月。"), ("zhao", 5, null), ("chen", 4, "下雨天有点滑，最好贴防滑条。"), ("wu", 3, null), ("volunteer", 5, null),
        ];
        foreach (var (by, score, remark) in said) await teller.AsAsync(by, done.AddDays(score), new EvaluateExecution(decision, score, remark));
    }

    private static async Task HalfDoneAsync(DemoTeller teller, DecisionId decision, DateTimeOffset today)
    {
        var at = today.AddDays(-70).AddHours(2);
        var manager = await UnitAsync(teller, "惠民物业");
        var first = await teller.AsAsync("director", at, new PlanMilestone(decision, "一、二号棚装喷淋和烟感", manager, Day(at, 35)));
        var second = await teller.AsAsync("director", at, new PlanMilestone(decision, "三、四号棚装喷淋和烟感", manager, Day(at, 60)));
        await teller.AsAsync("director", at, new PlanMilestone(decision, "消防来验收，账目贴出来", await UnitAsync(teller, "居民委员会"), Day(today, 20)));
        await teller.AsAsync("property", at.AddDays(33), new ReportMilestone(decision, first, 100, null, "装好了，试喷过。",
            [new(DemoPictures.Sprinklers(false), "演示图：一号棚顶下一排红色喷淋头"), new(DemoPictures.Sprinklers(true), "演示图：喷淋头正在往下喷水")]));
        await teller.AsAsync("property", at.AddDays(50), new ReportMilestone(decision, second, 40, null, "三号棚的水管要从地库引，正在等图纸。"));
    }

    private static DateOnly Day(DateTimeOffset from, int days) => DateOnly.FromDateTime(from.AddDays(days).DateTime);

    private static Task<DecisionId> DecisionAsync(DemoTeller teller, string word) => teller.ReadAsync(db => db.Decisions.Where(d => d.Title.Contains(word)).Select(d => d.Id).SingleAsync());

    private static Task<UnitId> UnitAsync(DemoTeller teller, string word) =>
        teller.ReadAsync(db => db.Units.Where(u => u.Name.Contains(word) && db.Places.Any(p => p.Id == u.CommunityId && p.Name == DemoTown.Names[0])).OrderBy(u => u.Id).Select(u => u.Id).FirstAsync());
}
