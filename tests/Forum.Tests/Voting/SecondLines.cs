using Forum.Domain.Organisation;
using Forum.Domain.Register;
using Forum.Domain.Voting;
using Forum.Organisation;
using Forum.Register;
using Forum.Voting;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Voting;

/// <summary>People who answer for two lines of one roll: of two homes, or of two bodies.</summary>
internal static class SecondLines
{
    /// <summary>Somebody lives in a second home from now on, in which nobody else of the demo does.</summary>
    public static async Task MoveInTooAsync(this ForumHost host, string userName)
    {
        var (person, home) = await host.DbAsync(async db =>
        {
            var account = await db.Accounts.SingleAsync(a => a.UserName == userName);
            var known = db.Accounts.Select(a => a.PersonId);
            var free = await db.Residencies.Where(r => r.CommunityId == account.CommunityId && !db.Residencies.Any(o => o.HomeId == r.HomeId && known.Contains(o.PersonId))).OrderBy(r => r.HomeId).Select(r => r.HomeId).FirstAsync();
            return (account.PersonId!.Value, free);
        });
        Assert.True((await host.SendAsync("director", new EnterResident(home, person, null, Tenure.Tenant, host.Today, host.Today.AddYears(1)))).Ok);
    }

    /// <summary>Somebody holds the office of another person's body too.</summary>
    public static async Task ActTooAsync(this ForumHost host, string userName, string likeWhom)
    {
        var office = await host.DbAsync(db => db.Appointments.FirstAsync(a => a.UnitId != null && db.Accounts.Any(x => x.UserName == likeWhom && x.Id == (Guid)(object)a.AccountId)));
        Assert.True((await host.SendAsync("director", new Appoint(null, office.Role, office.PlaceId, office.UnitId, null, null, host.Now().AddDays(90), userName))).Ok);
    }

    /// <summary>An open poll.</summary>
    public static async Task<PollId> OpenPollAsync(this ForumHost host, string preset = "households-assembly", string secrecy = "open", string? papers = null, int days = 4, bool second = false)
    {
        var poll = (await host.SendAsync("director", new SetUpPoll("楼道刷什么颜色？", null, "yes-no-abstain", preset, secrecy, host.Now().AddDays(days), Papers: papers, EntryHours: papers is null ? null : 0, SecondRegistrar: second))).Value;
        if (!second) Assert.True((await host.SendAsync("director", new OpenPoll(poll))).Ok);
        return poll;
    }

    /// <summary>The caller's own lines.</summary>
    public static async Task<(LineRow First, LineRow Second)> TwoAsync(this ForumHost host, string userName, PollId poll) =>
        (await host.SendAsync(userName, new GetPoll(poll))).Value.Lines is [var first, var second] ? (first, second) : throw new InvalidOperationException("Not two lines.");
}
