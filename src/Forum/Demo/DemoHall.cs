using Forum.Council.Discussion;
using Forum.Council.Merging;
using Forum.Council.Proposals;
using Forum.Council.Steps;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>Proposals that took another way than to a poll: refused, appealed, withdrawn, joined, short of support.</summary>
public static class DemoHall
{
    private static readonly string[] Five = ["lin", "zhao", "wu", "volunteer", "steward"];

    public static async Task TellAsync(DemoTeller teller)
    {
        var today = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero);
        await LapsedAsync(teller, today.AddDays(-70).AddHours(2));
        await AdmittedOnAppealAsync(teller, today.AddDays(-46).AddHours(2));
        await WithdrawnAsync(teller, today.AddDays(-33).AddHours(2));
        var canteen = await teller.ReadAsync(db => db.Proposals.Where(p => p.Title == "北门旧车棚改成长者食堂").Select(p => p.Id).SingleAsync());
        await teller.AsAsync("director", today.AddDays(-17).AddHours(3), new Admit(canteen, true));
        await AppealedAsync(teller, today.AddDays(-15).AddHours(2));
        await JoinedAsync(teller, today.AddDays(-3).AddHours(2));
        await WaitingAsync(teller, today.AddDays(-5).AddHours(2));
        teller.Clock.Tell(null);
    }

    private static async Task<ProposalId> EndorsedAsync(DemoTeller teller, DateTimeOffset at, string by, string title, string body, string category, params string[] endorsers)
    {
        var id = (await teller.AsAsync(by, at, new Propose(title, body, null, Category: category))).Id;
        for (var i = 0; i < endorsers.Length; i++) await teller.AsAsync(endorsers[i], at.AddHours(3 + (5 * i)), new Endorse(id));
        return id;
    }

    private static async Task LapsedAsync(DemoTeller teller, DateTimeOffset at)
    {
        var id = await EndorsedAsync(teller, at, "volunteer", "给每户老人发一只求助哨子", "老人摔倒了喊不动，吹哨子邻居能听见。一只三块钱。", "health", "zhao");
        await teller.AsAsync("lin", at.AddDays(1), new AddComment(id, "家里有急救按钮的就不用了吧，先问问谁家需要。", Stance.Neither));
        await teller.WaitUntilAsync(at.AddDays(30));
    }

    private static async Task AdmittedOnAppealAsync(DemoTeller teller, DateTimeOffset at)
    {
        var id = await EndorsedAsync(teller, at, "chen", "物业收支每季度贴一次", "停车费、广告费、电梯广告都算公共收益，大家只在年底看到一个总数。每季度在公告栏和这里各贴一次明细。", "property", "lin", "zhao", "wu", "owners.chair", "volunteer");
        await teller.AsAsync("director", at.AddDays(3), new Admit(id, false, "收支怎么公布写在物业合同里，合同没到期，居委会不好要求改。"));
        await teller.AsAsync("chen", at.AddDays(4), new AppealAdmission(id, "公共收益属于全体业主，按《民法典》第二百八十二条和《物业管理条例》就应当公开，不用等合同到期。"));
        await teller.AsAsync("supervisor", at.AddDays(7), new AnswerAdmissionAppeal(id, true, "公共收益公开是法定的，与合同期限无关。应当立项讨论，怎么贴、谁来核由大家商量。"));
        await teller.AsAsync("property", at.AddDays(8), new AddComment(id, "我们可以贴，但希望业委会派人一起核对后再贴，免得数字传错。", Stance.For));
        await teller.AsAsync("chen", at.AddDays(8).AddHours(2), new AddComment(id, "同意一起核对。请写明最晚哪一天贴出来。", Stance.For));
        await teller.WaitUntilAsync(at.AddDays(22));
    }

    private static async Task WithdrawnAsync(DemoTeller teller, DateTimeOffset at)
    {
        var id = await EndorsedAsync(teller, at, "wu", "快递柜旁装一盏灯", "晚上取件看不清单号。", "facilities", "lin", "chen");
        await teller.AsAsync("wu", at.AddDays(4), new TakeBackProposal(id, "物业昨天已经装好了，不用再占大家时间。谢谢附议的邻居。"));
    }

    private static async Task AppealedAsync(DemoTeller teller, DateTimeOffset at)
    {
        var id = await EndorsedAsync(teller, at, "steward", "南门口周末办旧物集市", "周六上午把家里用不着的东西拿出来换。摊位不收钱，十二点收摊，地面自己扫。", "culture", Five[..4].Append("household").ToArray());
        await teller.AsAsync("director", at.AddDays(4), new Admit(id, false, "南门口是消防通道，不能摆摊。"));
        await teller.AsAsync("steward", at.AddDays(6), new AppealAdmission(id, "可以挪到活动室前的空地，离消防通道二十米。请居务监督委员会来看一看现场。"));
    }

    private static async Task JoinedAsync(DemoTeller teller, DateTimeOffset at)
    {
        var into = await teller.ReadAsync(db => db.Proposals.Where(p => p.Title == "活动室周末开到晚上九点").Select(p => new { p.Id, p.Number }).SingleAsync());
        var id = await EndorsedAsync(teller, at, "volunteer", "活动室晚上给学生写作业", "家里挤的孩子晚上可以来写作业，志愿者轮流看着。", "education", "lin", "chen", "household");
        var offer = await teller.AsAsync("volunteer", at.AddDays(1), new OfferMerger(id, into.Number, "都是晚上开门，排班可以排在一起。"));
        await teller.AsAsync("wu", at.AddDays(1).AddHours(5), new AnswerMerger(offer, true));
        await teller.AsAsync("lin", at.AddDays(1).AddHours(7), new ReplyToMerger(offer, true));
        await teller.AsAsync("household", at.AddDays(2), new ReplyToMerger(offer, false));
    }

    private static Task WaitingAsync(DemoTeller teller, DateTimeOffset at) => EndorsedAsync(
        teller, at, "zhao", "三号楼和四号楼之间修一段盲道", "去市场那段路盲道断了两处，一处被停车位盖住。请把停车位挪开一个，盲道接上。", "facilities", "lin", "chen", "wu", "volunteer", "care");
}
