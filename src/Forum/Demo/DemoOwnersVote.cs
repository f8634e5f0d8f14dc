using Forum.Accounts;
using Forum.Council.Discussion;
using Forum.Council.Proposals;
using Forum.Decisions;
using Forum.Dispatches;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Domain.Voting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Demo;

/// <summary>The owners of one building vote: more owners are for it than against, and yet it fails, because those against own the larger homes.</summary>
public static class DemoOwnersVote
{
    private const string Building = "3号楼";

    private sealed record Voter(string UserName, long Area);

    public static async Task TellAsync(DemoTeller teller)
    {
        var (today, community) = (new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero), await teller.ReadAsync(db => db.Places.Where(p => p.Name == DemoTown.Names[0]).Select(p => p.Id).SingleAsync()));
        var building = await teller.ReadAsync(db => db.Places.Where(p => p.CommunityId == community && p.Name == Building).SingleAsync());
        var voters = await EnrolAsync(teller, community, building.Path);
        var (at, proposer) = (today.AddDays(-80).AddHours(1), voters[3].UserName);
        var proposal = (await teller.AsAsync(proposer, at, new Propose("三号楼外墙重做保温层", "北面的房间冬天结露长霉，十几户都报过。\n\n请了两家看过，整面重做三十二万元，用三号楼的维修资金，按面积分摊。", building.Id))).Id;
        foreach (var voter in voters.Take(9).Where(v => v.UserName != proposer)) await teller.AsAsync(voter.UserName, at.AddHours(5), new Endorse(proposal));
        await teller.AsAsync(voters[1].UserName, at.AddHours(8), new AddComment(proposal, "我家北屋的墙纸揭了三回了，孩子一冬天咳嗽。", Stance.For, null));
        await teller.AsAsync(voters[^2].UserName, at.AddHours(11), new AddComment(proposal, "大户型都在南面，不结露，却要摊一万多。能不能只做北面？", Stance.Against, null));
        await teller.AsAsync(proposer, at.AddHours(14), new AddComment(proposal, "只做北面的报价是二十一万，这次先按整面表决，不成再提只做北面的。", Stance.Neither, null));

        // Every sixth stays away. Of the rest, in the order of their areas, the smaller homes are for it.
        var present = voters.Where((_, i) => i % 6 != 5).ToList();
        var yes = present.Count * 55 / 100;
        var held = await DemoResults.HoldAsync(teller, proposal, "owners.chair", "owners-ordinary", at.AddDays(12), 10, [.. present.Select((v, i) => (v.UserName, i < yes ? Choice.Yes : Choice.No))]);
        var decided = held.Closed.AddDays(7).AddHours(3);
        await teller.AsAsync("director", decided, new PublishDecision(held.Poll, "三号楼外墙重做保温层：没有形成决议", "同意的业主人数过半，但同意的专有部分面积没有过半，依民法典第二百七十八条不能形成决议。提出人准备改提只做北面的方案。", null, true));
        // Nobody serves in the building's own Party group: the portal passes it up.
        await teller.WaitUntilAsync(decided.AddMinutes(5));
        var dispatch = await DemoResults.DispatchOfAsync(teller, held.Poll);
        await teller.AsAsync("grid.secretary", decided.AddDays(1), new AcknowledgeDispatch(dispatch));
        await teller.AsAsync("grid.secretary", decided.AddDays(4), new AnswerDispatch(dispatch, ReplyStance.NotAdopted, "业主没有形成决议，整面重做不采纳。支部请物业先免费给结露的十六户做测温和除霉，并帮提出人测算只做北面的方案。", null));
        teller.Clock.Tell(null);
    }

    /// <summary>Those who vote for the building's homes and have no account get one; smallest area first.</summary>
    private static async Task<List<Voter>> EnrolAsync(DemoTeller teller, PlaceId community, string path)
    {
        var password = teller.Get<IPasswordHasher<Account>>().HashPassword(new Account(), DemoPeople.Password);
        var owners = await teller.ReadAsync(db => db.Ownerships.Where(o => o.Votes)
            .Join(db.Places.Where(p => p.Path.StartsWith(path)), o => o.HomeId, p => p.Id, (o, p) => o)
            .Join(db.Homes, o => o.HomeId, h => h.PlaceId, (o, h) => new { o.PersonId, h.Area })
            .Join(db.People.Where(p => !p.IsCompany), x => x.PersonId, p => p.Id, (x, p) => new { x.PersonId, x.Area, p.VerifiedName })
            .Where(x => !db.Accounts.Any(a => a.PersonId == x.PersonId)).ToListAsync());
        List<Voter> voters = [];
        foreach (var owner in owners.GroupBy(o => o.PersonId).Select(g => (g.Key, Area: g.Sum(o => o.Area), g.First().VerifiedName)).OrderBy(o => o.Area))
        {
            var name = $"owner.{voters.Count + 1}";
            await teller.EnrolAsync(new Account { Id = Guid.CreateVersion7(), UserName = name, DisplayName = owner.VerifiedName, CommunityId = community, PersonId = owner.Key, PasswordHash = password, LockoutEnabled = true });
            voters.Add(new(name, owner.Area));
        }
        return voters;
    }
}
