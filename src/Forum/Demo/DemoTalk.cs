using Forum.Council.Discussion;
using Forum.Council.Spoken;
using Forum.Council.Summaries;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>What makes a discussion more than a list: words of somebody without a telephone, a passage, a change of mind, a summary and its dispute.</summary>
public static class DemoTalk
{
    public static async Task TellAsync(DemoTeller teller)
    {
        var (id, at) = await teller.ReadAsync(async db => await db.Proposals.Where(p => p.Title == "北门旧车棚改成长者食堂").Select(p => new ValueTuple<ProposalId, DateTimeOffset>(p.Id, p.PublishedAt)).SingleAsync());
        at = at.AddDays(2);
        if (await SpeakerAsync(teller) is { } neighbour)
            await teller.AsAsync("steward", at, new WriteDownComment(id, neighbour, "我眼睛不好，手机上的字看不见。食堂门口能不能有个坡，推着助步车也进得去。", Stance.For, true));
        var said = await teller.AsAsync("wu", at.AddHours(2), new AddComment(id, "四十个座位，中午坐不下怎么办？能不能分两批，或者可以打回家吃。", Stance.Neither, null, null, new("设四十个座位")));
        await teller.AsAsync("wu", at.AddHours(5), new EditComment(said, "四十个座位，中午坐不下怎么办？问过和风的人了，可以分两批，也可以打回家吃。请写进去。"));
        await teller.AsAsync("director", at.AddHours(20), new WriteSummary(id, "**赞成的**：独居老人多，走得到、吃得热；和风愿意把送货时间写进合同。\n\n**反对的**：二号楼窗户对着车棚，担心油烟、排队和清早送货；第二稿挪开了管道，送货时间还没有写。\n\n**还没说定的**：租户老人同不同价，座位不够怎么办，门口要不要坡道。"));
        await teller.AsAsync("chen", at.AddHours(23), new DisputeSummary(id, "我不是反对食堂，是反对没有写明送货时间。请不要把我算成反对的。"));
        await teller.AsAsync("director", at.AddHours(25), new AnswerDispute(id, 1, 1, "说得对，下一版分开写：赞成办、要求写明送货时间的，单列一条。"));
        teller.Clock.Tell(null);
    }

    // Somebody of the steward's building who has no account.
    internal static Task<PersonId?> SpeakerAsync(DemoTeller teller, int skip = 0) => teller.ReadAsync(async db =>
    {
        var steward = teller.AccountOf("steward");
        var building = await db.Appointments.Where(a => a.AccountId == steward && a.Role == Role.Steward).Select(a => a.PlaceId).SingleAsync();
        var grown = new DateOnly(1955, 1, 1);
        return await db.Residencies.Where(r => r.Until == null && db.Places.Any(h => h.Id == r.HomeId && h.ParentId == building) && db.People.Any(p => p.Id == r.PersonId && p.BornOn < grown) && !db.Accounts.Any(a => a.PersonId == r.PersonId))
            .OrderBy(r => r.HomeId).Select(r => (PersonId?)r.PersonId).Skip(skip).FirstOrDefaultAsync();
    });
}
