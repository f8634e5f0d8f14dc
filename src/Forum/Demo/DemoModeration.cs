using Forum.Council.Discussion;
using Forum.Council.Moderation;
using Forum.Council.Proposals;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>A heated discussion: an interest declared, words hidden and shown again, an appeal and a report that wait, and everybody slowed down.</summary>
public static class DemoModeration
{
    public static async Task TellAsync(DemoTeller teller)
    {
        var id = await teller.ReadAsync(db => db.Proposals.Where(p => p.Title == "物业收支每季度贴一次").Select(p => p.Id).SingleAsync());
        var property = teller.AccountOf("property");
        var unit = await teller.ReadAsync(db => db.Appointments.Where(a => a.AccountId == property && a.UnitId != null).Select(a => a.UnitId!.Value).SingleAsync());
        var at = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero).AddDays(-4).AddHours(1);
        await teller.AsAsync("property", at, new DeclareInterest(id, "账是我们记的，合同也是我们签的。", UnitId: unit));
        var said = await HiddenAsync(teller, at.AddHours(2), "zhao", "收费处电话是 8855 0000，大家都去问。", "登了电话号码", HouseRule.PrivateData, id, "这是贴在门口的收费处电话，不是谁家的。");
        await teller.AsAsync("supervisor", at.AddHours(9), new AnswerHidingAppeal(said, true, "看过门口的公示栏，是公开的收费处电话。"));
        await HiddenAsync(teller, at.AddHours(24), "owners.chair", "不贴账的都是骗子，滚出小区。", "骂人，不讲事情", HouseRule.Insult, id, "话是重了，可是三年没贴过账，总得让人说一句。");
        await teller.AsAsync("director", at.AddHours(28), new SlowDown(id, 10, "话说得急了，大家隔一会儿再说。"));
        var advert = await teller.AsAsync("volunteer", at.AddHours(48), new AddComment(id, "我表弟开保洁公司，比惠民便宜一半，想换的找我。", Stance.Neither));
        await teller.AsAsync("wu", at.AddHours(50), new ReportText(advert, HouseRule.Advertising, "借着提案拉生意"));
        await AdvertAsync(teller, at.AddHours(-20));
        teller.Clock.Tell(null);
    }

    // A whole proposal, which its author does not give up.
    private static async Task AdvertAsync(DemoTeller teller, DateTimeOffset at)
    {
        var id = (await teller.AsAsync("wu", at, new Propose("团购净水器，满三十户打八折", "朋友的店开业，滤芯送一年，报名接龙写在下面。", null, Category: "other"))).Id;
        await teller.AsAsync("volunteer", at.AddHours(2), new ReportText(id, HouseRule.Advertising, "是卖东西的"));
        await teller.AsAsync("director", at.AddHours(5), new HideText(id, "拿提案做买卖。水质不好可以提，店家请大家自己挑。", HouseRule.Advertising));
        await teller.AsAsync("wu", at.AddHours(9), new AppealHiding(id, "水真的有味道，不是为了卖东西。我把店名去掉行不行？"));
    }

    private static async Task<CommentId> HiddenAsync(DemoTeller teller, DateTimeOffset at, string who, string words, string because, HouseRule rule, ProposalId id, string plea)
    {
        var said = await teller.AsAsync(who, at, new AddComment(id, words, Stance.For));
        await teller.AsAsync("director", at.AddHours(1), new HideText(said, because, rule));
        await teller.AsAsync(who, at.AddHours(3), new AppealHiding(said, plea));
        return said;
    }
}
