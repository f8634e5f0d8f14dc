using Forum.Council.Proposals;
using Forum.Notifications;
using Forum.Notifications.Tellings;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Council;

/// <summary>Neighbours of the steward, with and without an account, and who was told what.</summary>
internal static class SpokenSteps
{
    private static IQueryable<PersonId> OfTheBuilding(global::Forum.Foundation.Storage.ForumDb db) => db.Residencies.Where(r => db.Places.Any(h => h.Id == r.HomeId
        && db.Appointments.Any(a => a.Role == Role.Steward && a.PlaceId == h.ParentId && db.Accounts.Any(x => x.UserName == "steward" && x.Id == (Guid)(object)a.AccountId)))).Select(r => r.PersonId);

    /// <summary>A grown-up of the steward's building who has no account.</summary>
    public static Task<PersonId> NeighbourAsync(this ForumHost host, int skip = 0) => host.DbAsync(db =>
        db.People.Where(p => !p.IsCompany && p.BornOn < new DateOnly(2000, 1, 1) && OfTheBuilding(db).Contains(p.Id) && !db.Accounts.Any(a => a.PersonId == p.Id)).OrderBy(p => p.Id).Select(p => p.Id).Skip(skip).FirstAsync());

    /// <summary>Somebody there who has one, and no mail.</summary>
    public static Task<(PersonId Person, string UserName)> AccountHolderAsync(this ForumHost host) => host.DbAsync(async db =>
    {
        var found = await db.Accounts.Where(a => a.PersonId != null && OfTheBuilding(db).Contains(a.PersonId.Value) && a.UserName != "steward").OrderBy(a => a.UserName).Select(a => new { a.PersonId, a.UserName }).FirstAsync();
        return (found.PersonId!.Value, found.UserName!);
    });

    public static async Task<ProposalId> ProposedAsync(this ForumHost host, string title, string by = "lin") => (await host.SendAsync(by, new Propose(title, "正文。", null))).Value.Id;

    /// <summary>A proposal that enough neighbours endorse: the committee's answer is due.</summary>
    public static async Task<ProposalId> AtAdmissionAsync(this ForumHost host, string title, string body, string by = "lin")
    {
        var id = (await host.SendAsync(by, new Propose(title, body, null))).Value.Id;
        foreach (var who in await host.DbAsync(db => db.Accounts.Where(a => a.PersonId != null && a.UserName != by).OrderBy(a => a.UserName).Select(a => a.UserName!).Take(12).ToListAsync())) await host.SendAsync(who, new Endorse(id));
        Assert.Equal(Domain.Council.Proposals.ProposalStep.Admission, await host.DbAsync(db => db.Proposals.Where(p => p.Id == id).Select(p => p.Step).SingleAsync()));
        return id;
    }

    /// <summary>The lines on somebody's list of people to tell.</summary>
    public static async Task<List<TellLine>> TellingsAsync(this ForumHost host, string who = "steward")
    {
        await host.DrainAsync();
        List<TellLine> all = [];
        for (string? cursor = null; ;)
        {
            var page = (await host.SendAsync(who, new GetTellings(cursor))).Value;
            all.AddRange(page.Items);
            if ((cursor = page.Next) is null) return all;
        }
    }

    /// <summary>The keys of what somebody was told of, where a line names something.</summary>
    public static async Task<List<string>> NewsOfAsync(this ForumHost host, string who, string named)
    {
        await host.DrainAsync();
        return [.. (await host.DbAsync(db => db.News.Where(n => db.Accounts.Any(a => a.UserName == who && a.Id == (Guid)(object)n.AccountId)).OrderBy(n => n.OutboxId).ToListAsync()))
            .Where(n => System.Text.RegularExpressions.Regex.Unescape(n.Facts).Contains(named)).Select(n => n.Text)];
    }
}
